import middy from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpSecurityHeaders from '@middy/http-security-headers';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { HubError } from '../errors.ts';
import type { Log } from '../ports/log.ts';
import { problem } from './problem.ts';
import { toResult } from './reply.ts';
import type { Route } from './route.ts';

const refuse = (
  log: Log,
  event: APIGatewayProxyEventV2,
  error: unknown,
): APIGatewayProxyStructuredResultV2 => {
  const requestId = event.requestContext.requestId;
  if (error instanceof HubError)
    log.info('http.refused', { requestId, route: event.routeKey, code: error.code });
  else log.error('http.failed', error, { requestId, route: event.routeKey });
  return problem(error, requestId);
};

const noRoute: Route = async () => {
  throw new HubError('not_found', { detail: 'There is no such route.' });
};

const reply = async (
  log: Log,
  event: APIGatewayProxyEventV2,
  answer: Route,
): Promise<APIGatewayProxyStructuredResultV2> => {
  try {
    return toResult(await answer(event));
  } catch (error) {
    return refuse(log, event, error);
  }
};

/** What an answer to this request carries besides its own headers. */
export type MoreHeaders = (event: APIGatewayProxyEventV2) => Promise<Readonly<Record<string, string>>>;

/** One Lambda's routes by route key, as API Gateway names them; `more` headers go with every answer to somebody who has signed in. */
export const httpHandler = (log: Log, routes: Readonly<Record<string, Route>>, more?: MoreHeaders) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(httpHeaderNormalizer())
    // It would overwrite the policies of pages, which differ from that of data (see reply.ts), and name features that browsers do not know.
    .use(httpSecurityHeaders({ contentSecurityPolicy: false, permissionsPolicy: false }))
    .handler(async (event) => {
      const result = await reply(log, event, routes[event.routeKey] ?? noRoute);
      if (more === undefined || result.statusCode === 401) return result;
      return { ...result, headers: { ...result.headers, ...(await more(event)) } };
    });
