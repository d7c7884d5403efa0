import { ZoomEvent } from '../../events/inbound/zoom-event.ts';
import type { ProviderNews } from '../../events/internal/provider-news.ts';
import { rawBody } from '../../shared/http/raw-body.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { Route } from '../../shared/http/route.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Queues } from '../../shared/ports/queues.ts';
import type { SignedWebhook, WebhookProof, WebhookProofs } from '../../shared/ports/webhook-proofs.ts';

interface Deps {
  readonly proofs: WebhookProofs;
  /** Whole numbers keep all their digits: those that are too long for a number come as text. */
  readonly parseJson: (text: string) => unknown;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly log: Log;
}

type Told = Exclude<ZoomEvent, { event: 'endpoint.url_validation' }>;
type MeetingEvent = Exclude<Told, { event: 'app_deauthorized' | `user.${string}` }>;

const ACKNOWLEDGED: Reply = { status: 200 };
/** One answer for everything that Zoom did not sign: it tells nobody what was wrong. */
const REFUSED: Reply = { status: 401 };
/** Tried again after 5, 25 and 85 minutes: https://developers.zoom.us/blog/webhook-delays.md */
const LATER: Reply = { status: 503, headers: { 'retry-after': '10' } };
/** Real ones have a few kilobytes. */
const MOST_BYTES = 262_144;
const LATE_SECONDS = 60;

const readEvent = ({ parseJson }: Deps, body: Uint8Array): ZoomEvent | undefined => {
  try {
    return ZoomEvent.safeParse(parseJson(Buffer.from(body).toString('utf8'))).data;
  } catch {
    // Signed and yet no JSON: nothing of ours, and no better the next time.
    return undefined;
  }
};

const prove = async (
  { proofs, log }: Deps,
  webhook: SignedWebhook,
): Promise<WebhookProof | 'forged' | 'undecided'> => {
  try {
    return (await proofs.prove(webhook)) ?? 'forged';
  } catch (error) {
    log.error('zoom_event.no_secret', error);
    return 'undecided';
  }
};

const happeningOf = (told: MeetingEvent): { happening: 'changed' | 'started' | 'ended'; at?: string } => {
  if (told.event === 'meeting.started')
    return { happening: 'started', ...at(told.payload.object.start_time) };
  if (told.event === 'meeting.ended') return { happening: 'ended', ...at(told.payload.object.end_time) };
  return { happening: 'changed' };
};

const at = (time: string | undefined): { at?: string } => (time === undefined ? {} : { at: time });

/** When it says that it was sent, or now: what lies outside of time is no instant. */
const sentAt = (eventTs: number | undefined, now: number): string => {
  const sent = new Date(eventTs ?? now);
  return Number.isNaN(sent.getTime()) || sent.getUTCFullYear() > 9999
    ? new Date(now).toISOString()
    : sent.toISOString();
};

const meetingNews = (told: MeetingEvent, now: number, trace: string): ProviderNews => {
  const { id, host_id } = told.payload.object;
  return {
    v: 1,
    kind: 'meeting_news',
    provider: 'zoom',
    meetingId: id,
    ...(host_id !== undefined && { accountKey: host_id }),
    at: sentAt(told.event_ts, now),
    ...happeningOf(told),
    trace,
  };
};

/** Undefined: of another app than ours. */
const newsOf = (told: Told, proof: WebhookProof, now: number, trace: string): ProviderNews | undefined => {
  const about = { v: 1, kind: 'account_news', provider: 'zoom', trace } as const;
  switch (told.event) {
    case 'app_deauthorized': {
      const { client_id, user_id, deauthorization_time = new Date(now).toISOString() } = told.payload;
      return proof.isOurs(client_id)
        ? { ...about, accountKey: user_id, deauthorizedAt: deauthorization_time }
        : undefined;
    }
    case 'user.updated':
    case 'user.deactivated':
    case 'user.deleted':
    case 'user.disassociated':
      return { ...about, accountKey: told.payload.object.id };
    default:
      return meetingNews(told, now, trace);
  }
};

const signedOf = (event: Parameters<Route>[0]): SignedWebhook => ({
  signature: event.headers['x-zm-signature'] ?? '',
  timestamp: event.headers['x-zm-request-timestamp'] ?? '',
  body: rawBody(event),
});

const pass = async (deps: Deps, told: Told, proof: WebhookProof, trace: string): Promise<Reply> => {
  const { ageSeconds } = proof;
  if (ageSeconds > LATE_SECONDS) deps.log.info('zoom_event.late', { event: told.event, ageSeconds, trace });
  const news = newsOf(told, proof, deps.clock.now(), trace);
  if (news !== undefined) await deps.queues.send([{ queue: 'sync', body: news }]);
  return ACKNOWLEDGED;
};

/**
 * An event says only that something has happened: it is proven by its signature without a read, queued as a hint with ids and a time, and
 * acknowledged. The challenge is answered under the secret that it was signed with, so an old and a new one pass side by side.
 */
export const receiveZoomEvent =
  (deps: Deps): Route =>
  async (request) => {
    const signed = signedOf(request);
    const proof = signed.body.length > MOST_BYTES ? 'forged' : await prove(deps, signed);
    if (proof === 'undecided') return LATER;
    if (proof === 'forged') return REFUSED;
    const told = readEvent(deps, signed.body);
    if (told === undefined) return ACKNOWLEDGED;
    return told.event === 'endpoint.url_validation'
      ? { status: 200, body: proof.answer(told.payload.plainToken) }
      : pass(deps, told, proof, request.requestContext.requestId);
  };
