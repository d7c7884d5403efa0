import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { readCaller } from './caller.ts';
import { parseInput } from './parse-input.ts';
import { readBody } from './read-body.ts';
import type { Reply } from './reply.ts';
import type { Request, SignedInRequest } from './request.ts';

/** What a route takes. Absent = it takes none, and says so if it gets one. */
export interface RouteInput {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly form?: true;
}

export type Route = (event: APIGatewayProxyEventV2) => Promise<Reply>;

const Nothing = z.strictObject({});
type Parsed<S> = S extends z.ZodType ? z.output<S> : Record<string, never>;
type Of<I extends RouteInput> = Request<Parsed<I['params']>, Parsed<I['query']>, Parsed<I['body']>>;
type SignedIn<I extends RouteInput> = SignedInRequest<
  Parsed<I['params']>,
  Parsed<I['query']>,
  Parsed<I['body']>
>;

const Wait = z.coerce.number().int().min(0).max(10).catch(0);

const waitSeconds = (prefer: string | undefined): number => {
  const wanted = /(?:^|,)\s*wait=(\d{1,4})\b/u.exec(prefer ?? '')?.[1];
  return wanted === undefined ? 0 : Wait.parse(Math.min(10, Number(wanted)));
};

const IdempotencyKey = z
  .string()
  .min(1, 'must not be empty')
  .max(255, 'must have at most 255 characters')
  .optional();

const parts = (input: RouteInput, event: APIGatewayProxyEventV2) => ({
  params: parseInput(input.params ?? Nothing, event.pathParameters ?? {}, 'path'),
  query: parseInput(input.query ?? Nothing, event.queryStringParameters ?? {}, 'query'),
  body: parseInput(input.body ?? Nothing.optional(), readBody(event, input.form ?? false), 'body'),
});

const read = (input: RouteInput, event: APIGatewayProxyEventV2): Request<unknown, unknown, unknown> => ({
  ...parts(input, event),
  requestId: event.requestContext.requestId,
  routeKey: event.routeKey,
  ip: event.requestContext.http.sourceIp,
  accept: event.headers.accept ?? '',
  acceptLanguage: event.headers['accept-language'] ?? '',
  ifMatch: event.headers['if-match'],
  ifNoneMatch: event.headers['if-none-match'],
  idempotencyKey: parseInput(
    z.object({ 'Idempotency-Key': IdempotencyKey }),
    { 'Idempotency-Key': event.headers['idempotency-key'] },
    'header',
  )['Idempotency-Key'],
  waitSeconds: waitSeconds(event.headers.prefer),
});

/** A route that anybody may call. */
export const publicRoute =
  <const I extends RouteInput>(input: I, answer: (request: Of<I>) => Promise<Reply>): Route =>
  async (event) =>
    // `read` parses with exactly these schemas; TypeScript cannot follow them through the optional members.
    answer(read(input, event) as Of<I>);

/** A route for signed-in people; the gateway has verified their token. */
export const route =
  <const I extends RouteInput>(input: I, answer: (request: SignedIn<I>) => Promise<Reply>): Route =>
  async (event) => {
    const caller = readCaller(event);
    return answer({ ...(read(input, event) as Of<I>), caller });
  };
