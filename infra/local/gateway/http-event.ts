import type { IncomingMessage } from 'node:http';
import type { Found } from './routes.ts';

/** What arrives as text; anything else, forms among it, arrives in base64. */
const TEXT = /^(text\/|application\/(json|javascript|xml|[\w.-]+\+(json|xml))\b)/i;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export type Claims = Record<string, string>;
export interface Call {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly requestId: string;
  readonly route: Found;
  readonly claims: Claims | undefined;
}

const joined = (pairs: Iterable<readonly [string, string]>): Record<string, string> => {
  const all: Record<string, string> = {};
  for (const [name, value] of pairs) all[name] = name in all ? `${all[name]},${value}` : value;
  return all;
};

const headerPairs = ({ rawHeaders }: IncomingMessage): [string, string][] =>
  rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? '']] : [],
  );

const cookiesOf = (pairs: readonly (readonly [string, string])[]): string[] =>
  pairs.filter(([name]) => name === 'cookie').flatMap(([, value]) => value.split(/; */));

/** As in an access log: 20/Nov/2026:10:00:00 +0000. */
const logTime = (at: Date): string => {
  const [date = '', time = ''] = at.toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
};

const bodyOf = (body: Buffer, contentType = ''): { body?: string; isBase64Encoded: boolean } => {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(contentType);
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
};

const addressOf = ({ socket }: IncomingMessage): string =>
  (socket.remoteAddress ?? '').replace(/^::ffff:/, '');

const contextOf = ({ request, requestId, route, claims }: Call, path: string): Record<string, unknown> => {
  const domainName = request.headers.host ?? '127.0.0.1';
  const now = new Date();
  return {
    accountId: '000000000000',
    apiId: 'local',
    domainName,
    domainPrefix: domainName.split(/[.:]/)[0],
    requestId,
    routeKey: route.key,
    stage: '$default',
    time: logTime(now),
    timeEpoch: now.getTime(),
    http: {
      method: request.method,
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: addressOf(request),
      userAgent: request.headers['user-agent'] ?? '',
    },
    // A route without scopes of its own has none here either, whatever the token carries.
    ...(claims && { authorizer: { jwt: { claims, scopes: null } } }),
  };
};

/** Between this hop and the last one only. */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'cookie']);

const headersOf = (request: IncomingMessage, pairs: readonly (readonly [string, string])[]) => {
  const { 'x-forwarded-for': before, ...headers } = joined(pairs.filter(([name]) => !HOP.has(name)));
  const address = addressOf(request);
  return {
    ...headers,
    'x-forwarded-for': before ? `${before}, ${address}` : address,
    'x-forwarded-port': String(request.socket.localPort),
    'x-forwarded-proto': 'http',
  };
};

/** Payload format 2.0: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export const httpEvent = (call: Call): Record<string, unknown> => {
  const { request, route } = call;
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const pairs = headerPairs(request);
  const cookies = cookiesOf(pairs);
  const parameters = joined(new URLSearchParams(query));
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString: query,
    ...(cookies.length > 0 && { cookies }),
    headers: headersOf(request, pairs),
    ...(Object.keys(parameters).length > 0 && { queryStringParameters: parameters }),
    ...(Object.keys(route.parameters).length > 0 && { pathParameters: route.parameters }),
    requestContext: contextOf(call, path),
    ...bodyOf(call.body, request.headers['content-type']),
  };
};
