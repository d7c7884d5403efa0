import type * as z from 'zod';

/** `Idempotency-Key`: a repeated request makes nothing twice for 24 hours · `If-None-Match`: 304 where nothing has changed · `Prefer`: `wait=N`, up to 10 seconds for news. */
type RequestHeader = 'Idempotency-Key' | 'If-None-Match' | 'Prefer';

/** What one route takes and answers when all is well; refusals are problems everywhere. */
export interface RouteContract {
  readonly summary: string;
  /** Anybody may call it, though it lies among those for people who have signed in. */
  readonly isPublic?: true;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Request headers that it heeds besides those of every request. */
  readonly headers?: readonly RequestHeader[];
  /** By status; `page` is HTML in words, undefined an answer without a body. */
  readonly replies: Readonly<Record<number, z.ZodType | 'page' | 'data' | undefined>>;
}
