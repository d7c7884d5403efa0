import type { JWTPayload } from 'jose';
import type { z } from 'zod';

/** A demo user's id, or the claims of anybody else; `sub` and `org` are what the hub goes by. */
export type Who = string | JWTPayload;

export interface CallOptions {
  readonly user?: Who | undefined;
  /** Sent as JSON; a string or bytes as they are. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}
interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Record<string, string>;
  /** Parsed if it is JSON, else the text. */
  readonly body: unknown;
}
export interface Caller {
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** As `call`, for what must succeed: throws on a status from 400, and parses the body. */
  ask<Schema extends z.ZodType>(
    schema: Schema,
    method: string,
    path: string,
    options?: CallOptions,
  ): Promise<z.output<Schema>>;
}

const isPlain = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array;

const parsed = (contentType: string | null, text: string): unknown =>
  contentType?.includes('json') && text !== '' ? JSON.parse(text) : text;

/** HTTP to one origin, as the user named; redirects are shown, not followed. */
export const callerOf = (origin: string, token: (user: Who) => Promise<string>): Caller => {
  const call: Caller['call'] = async (method, path, { user, body, headers = {} } = {}) => {
    const response = await fetch(new URL(path, origin), {
      method,
      redirect: 'manual',
      headers: {
        ...(user !== undefined && { authorization: `Bearer ${await token(user)}` }),
        ...(body !== undefined && !isPlain(body) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isPlain(body) ? body : JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: parsed(response.headers.get('content-type'), await response.text()),
    };
  };
  return {
    call,
    ask: async (schema, method, path, options) => {
      const { status, body } = await call(method, path, options);
      if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
      return schema.parse(body);
    },
  };
};
