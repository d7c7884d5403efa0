import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Reply } from '../../serve.ts';
import type { Functions } from '../functions.ts';
import { type Claims, httpEvent } from './http-event.ts';
import { BROKEN, httpResult } from './http-result.ts';
import { problem } from './problem.ts';
import { type Found, findRoute } from './routes.ts';

const LARGEST_BODY = 10 * 1024 * 1024;

interface Options {
  readonly functions: Functions;
  /** The claims of a token that counts, or undefined. */
  readonly authorize: (token: string) => Promise<Claims | undefined>;
}
type Gateway = (request: IncomingMessage, body: Buffer) => Promise<Reply>;

const withIds = (reply: Reply, requestId: string): Reply => ({
  ...reply,
  headers: {
    'x-request-id': requestId,
    'apigw-requestid': requestId,
    ...reply.headers,
    ...(reply.body !== undefined && { 'content-length': String(Buffer.byteLength(reply.body)) }),
  },
});

const unauthorized = (requestId: string): Reply =>
  problem('unauthorized', {
    requestId,
    detail: 'This route needs a bearer token of the product.',
    headers: { 'www-authenticate': 'Bearer' },
  });

const tokenOf = ({ headers }: IncomingMessage): string =>
  (headers.authorization ?? '').replace(/^Bearer +/i, '');

/** The part of API Gateway's HTTP API that the topology uses. */
export const gatewayOf = ({ functions, authorize }: Options): Gateway => {
  const integrate = async (request: IncomingMessage, body: Buffer, found: Found, requestId: string) => {
    const claims = found.spec.access === 'jwt' ? await authorize(tokenOf(request)) : undefined;
    if (found.spec.access === 'jwt' && !claims) return unauthorized(requestId);
    const event = httpEvent({ request, body, requestId, route: found, claims });
    return functions.invoke(found.spec.function, event).then(httpResult, () => BROKEN);
  };
  const answer = async (request: IncomingMessage, body: Buffer, requestId: string): Promise<Reply> => {
    const { method = 'GET', url = '/' } = request;
    const [path = '/'] = url.split('?');
    const found = findRoute(method, path);
    if (!found) return problem('not_found', { requestId, detail: 'There is no such route.' });
    if (body.length > LARGEST_BODY)
      return problem('payload_too_large', { requestId, detail: 'A body has at most 10 MB.' });
    return integrate(request, body, found, requestId);
  };
  return async (request, body) => {
    const requestId = randomUUID();
    return withIds(await answer(request, body, requestId), requestId);
  };
};
