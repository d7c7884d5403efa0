import { preferredLocale } from '../domain/preferred-locale.ts';
import { type ErrorCode, HubError, STATUS } from '../errors.ts';
import type { Log } from '../ports/log.ts';
import { guestWordsOf } from './guest-words-of.ts';
import { messagePage } from './message-page.ts';
import { pageReply, wantsData } from './page-reply.ts';
import { pageWordsOf } from './page-words-of.ts';

/** What a page has to know of a request that failed. */
interface Event {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly routeKey: string;
  readonly requestContext: { readonly requestId: string };
}

const retryAfter = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof HubError && error.retryAfterSeconds !== undefined
    ? { 'retry-after': String(error.retryAfterSeconds) }
    : {};

/** Trying again as it was would end the same way. */
const MISREAD = new Set<ErrorCode>([
  'invalid_json',
  'invalid_request',
  'payload_too_large',
  'unsupported_media_type',
]);

const wordsFor = (code: ErrorCode, locale: 'en' | 'cs') => {
  if (code === 'rate_limited') return guestWordsOf(locale).tooMany;
  return MISREAD.has(code) ? pageWordsOf(locale).misread : pageWordsOf(locale).failed;
};

const explain = (log: Log, event: Event, error: unknown) => {
  const { routeKey: route, requestContext } = event;
  const { requestId } = requestContext;
  const code = error instanceof HubError ? error.code : 'internal';
  if (error instanceof HubError) log.info('page.refused', { requestId, route, code });
  else log.error('page.failed', error, { requestId, route });
  const locale = preferredLocale(event.headers['accept-language']);
  const frame = { locale, brand: { name: 'Meridian' }, requestId };
  const reply = pageReply(STATUS[code], messagePage({ ...frame, ...wordsFor(code, locale) }));
  return { ...reply, headers: { ...reply.headers, ...retryAfter(error) } };
};

/** A route for people: what goes wrong is a page in words, with the reference that finds it in the logs. Programs get problems as ever. */
export const pageRoute =
  <E extends Event, R>(log: Log, route: (event: E) => Promise<R>) =>
  async (event: E): Promise<R | ReturnType<typeof pageReply>> => {
    try {
      return await route(event);
    } catch (error) {
      if (wantsData(event.headers.accept ?? '')) throw error;
      return explain(log, event, error);
    }
  };
