import type * as z from 'zod';
import { ProviderError } from '../../ports/provider-error.ts';
import { callZoom } from './client.ts';
import { interpretRefusal } from './interpret-refusal.ts';

export interface ZoomAccess {
  readonly accessToken: string;
  /** One origin that stands in for all of Zoom's hosts. */
  readonly baseUrl: string | undefined;
}

interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** After `/v2`, with its query. */
  readonly path: string;
  readonly body?: unknown;
}

const send = async (
  { accessToken, baseUrl }: ZoomAccess,
  { method, path, body }: Request,
): Promise<unknown> => {
  const answer = await callZoom({
    method,
    url: `${baseUrl ?? 'https://api.zoom.us'}/v2${path}`,
    headers: {
      authorization: `Bearer ${accessToken}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.status < 200 || answer.status >= 300) throw interpretRefusal(answer);
  return answer.body;
};

/** One call of the REST API whose answer says nothing that matters. Throws ProviderError. */
export const tellZoom = async (access: ZoomAccess, request: Request): Promise<void> => {
  await send(access, request);
};

/** One call of the REST API, its answer parsed. Throws ProviderError. */
export const askZoom = async <S extends z.ZodType>(
  access: ZoomAccess,
  request: Request,
  schema: S,
): Promise<z.output<S>> => {
  const parsed = schema.safeParse(await send(access, request));
  if (parsed.success) return parsed.data;
  throw new ProviderError('transient', { word: 'unreadable answer', cause: parsed.error });
};
