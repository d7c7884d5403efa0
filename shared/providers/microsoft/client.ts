import {
  Client,
  type Context,
  HTTPMessageHandler,
  type Middleware,
  ResponseType,
} from '@microsoft/microsoft-graph-client';
import type * as z from 'zod';
import { ProviderError } from '../../ports/provider-error.ts';
import { interpretRefusal } from './interpret-refusal.ts';

export interface GraphAccess {
  readonly accessToken: string;
  /** One origin that stands in for Graph's; absent in production. */
  readonly baseUrl?: string | undefined;
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version, with whatever query there is, encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

const GRAPH = 'https://graph.microsoft.com';
const VERSION = 'v1.0';
const TIMEOUT_MS = 10_000;
/** Several preferences stand in one header: ids that survive a move, and times in UTC. */
const PREFERENCES = 'IdType="ImmutableId", outlook.timezone="UTC", odata.maxpagesize=200';

const originOf = ({ baseUrl = GRAPH }: GraphAccess): string => new URL(baseUrl).origin;

/**
 * The package's own handler drops the token for whatever is not https on one of Graph's hosts; this one gives it to exactly the origin
 * that was configured, wherever a link may lead.
 */
const bearer = (access: GraphAccess): Middleware => {
  const sender = new HTTPMessageHandler();
  return {
    execute: (context: Context) => {
      const headers = new Headers(context.options?.headers);
      if (new URL(String(context.request)).origin === originOf(access))
        headers.set('authorization', `Bearer ${access.accessToken}`);
      context.options = { ...context.options, headers };
      return sender.execute(context);
    },
  };
};

/** No retries and no redirects: they wait inside the process, for minutes, and lose their method. */
const send = async (access: GraphAccess, { method, path, headers, body }: Call): Promise<Response> => {
  const client = Client.initWithMiddleware({
    baseUrl: originOf(access),
    defaultVersion: VERSION,
    middleware: bearer(access),
  });
  const request = client
    .api(path)
    .headers({ Prefer: PREFERENCES, ...headers })
    .option('redirect', 'manual')
    .option('signal', AbortSignal.timeout(TIMEOUT_MS))
    .responseType(ResponseType.RAW);
  const calls: Readonly<Record<Call['method'], () => Promise<Response>>> = {
    GET: () => request.get(),
    POST: () => request.post(body ?? {}),
    PATCH: () => request.patch(body ?? {}),
    DELETE: () => request.delete(),
  };
  return calls[method]();
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Gateways answer with pages of HTML, and a deletion with nothing.
    return undefined;
  }
};

const noAnswer = (error: unknown): ProviderError => {
  const isLate = error instanceof Error && 'code' in error && error.code === 'TimeoutError';
  return new ProviderError('transient', { word: isLate ? 'timeout' : 'no answer', cause: error });
};

/** One call: its answer parsed, its refusal judged; it is repeated by nobody here. */
export const askGraph = async <S extends z.ZodType>(
  access: GraphAccess,
  call: Call,
  schema: S,
): Promise<z.output<S>> => {
  let answer: Response;
  let text: string;
  try {
    answer = await send(access, call);
    text = await answer.text();
  } catch (error) {
    throw noAnswer(error);
  }
  const body = parsed(text);
  if (!answer.ok) throw interpretRefusal({ status: answer.status, body, headers: answer.headers });
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  throw new ProviderError('transient', { word: 'unreadable answer', cause: error });
};

/**
 * What stands behind the version in a link of Graph's, letter for letter: encoding it anew breaks it. One that leads to another host is
 * not followed.
 */
export const relativeLink = (access: GraphAccess, link: string): string => {
  const root = `${originOf(access)}/${VERSION}`;
  if (link.startsWith(`${root}/`)) return link.slice(root.length);
  throw new ProviderError('transient', { word: 'foreign link' });
};
