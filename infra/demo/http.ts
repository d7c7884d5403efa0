import type * as z from 'zod';

interface Call {
  readonly method?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const init = ({ method = 'GET', token, body, headers }: Call): RequestInit => ({
  method,
  redirect: 'manual',
  headers: {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...headers,
  },
  ...(body !== undefined && { body: JSON.stringify(body) }),
});

/** Calls a URL; anything but 2xx or 3xx ends the demo with what was said. */
export const call = async (url: string, request: Call = {}): Promise<Response> => {
  const response = await fetch(url, init(request));
  if (response.status < 400) return response;
  throw new Error(
    `${request.method ?? 'GET'} ${new URL(url).pathname}: ${response.status} ${await response.text()}`,
  );
};

export const callJson = async <S extends z.ZodType>(
  schema: S,
  url: string,
  request: Call = {},
): Promise<z.output<S>> => schema.parse(await (await call(url, request)).json());
