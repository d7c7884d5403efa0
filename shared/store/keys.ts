import { createHash } from 'node:crypto';

/** Percent-encoded, so that a `#` in a user id cannot make two users one. */
const key = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join('#');

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Spread over shards, or "what is due" would be one hot partition. Only ever more of them: one that nobody asks any more keeps what lies in it. */
const DUE_SHARDS = 8;
export const dueShards: readonly string[] = Array.from({ length: DUE_SHARDS }, (_, shard) => `DUE#${shard}`);
const shardOf = (owner: string): string =>
  `DUE#${(createHash('sha256').update(owner).digest()[0] ?? 0) % DUE_SHARDS}`;

export const keys = {
  person: (org: string, userId: string): Key => ({ pk: key('USER', org, userId), sk: 'PROFILE' }),
  availability: (org: string, userId: string): Key => ({ pk: key('USER', org, userId), sk: 'AVAILABILITY' }),
  people: (org: string): string => key('ORG', org, 'PEOPLE'),
  /** By its id alone: public pages know no org. */
  eventType: (id: string): Key => ({ pk: key('EVENT_TYPE', id), sk: 'EVENT_TYPE' }),
  hostShares: (eventTypeId: string): Key => ({ pk: key('EVENT_TYPE', eventTypeId), sk: 'SHARES' }),
  /** How often something was tried in a window of time, by the hash of who did. */
  attempts: (hash: string, window: number): Key => ({ pk: key('ATTEMPTS', hash), sk: String(window) }),
  orgEventTypes: (org: string): string => key('ORG', org, 'EVENT_TYPES'),
  hostEventTypes: (org: string, userId: string): string => key('USER', org, userId, 'EVENT_TYPES'),
  eventTypePlace: (createdAt: string, id: string): string => key(createdAt, id),
  eventTypeCount: (org: string): Key => ({ pk: key('ORG', org), sk: 'EVENT_TYPE_COUNT' }),
  settings: (org: string): Key => ({ pk: key('ORG', org), sk: 'SETTINGS' }),
  connection: (org: string, userId: string, id: string): Key => ({
    pk: key('USER', org, userId),
    sk: key('CONNECTION', id),
  }),
  connectRequest: (org: string, userId: string, platform: string): Key => ({
    pk: key('USER', org, userId),
    sk: key('REQUEST', platform),
  }),
  lossNotice: (org: string, userId: string, connectionId: string): Key => ({
    pk: key('USER', org, userId),
    sk: key('LOSS', connectionId),
  }),
  refreshToken: (org: string, userId: string, connectionId: string, epoch: number): Key => ({
    pk: key('USER', org, userId),
    sk: key('TOKEN', connectionId, String(epoch)),
  }),
  connectLink: (tokenHash: string): Key => ({ pk: key('REQUEST', tokenHash), sk: 'REQUEST' }),
  connections: (org: string): string => key('ORG', org, 'CONNECTIONS'),
  register: (org: string, userId: string): Key => ({ pk: key('USER', org, userId), sk: 'ACCOUNTS' }),
  refusal: (org: string, userId: string, provider: string): Key => ({
    pk: key('USER', org, userId),
    sk: key('REFUSAL', provider),
  }),
  /** Of one org, so that all of them are read together, and consistently. */
  approvalWait: (org: string, provider: string, userId: string): Key => ({
    pk: key('ORG', org),
    sk: key('AWAITS', provider, userId),
  }),
  agenda: (org: string, userId: string, month: string): Key => ({
    pk: key('USER', org, userId),
    sk: key('AGENDA', month),
  }),
  left: (org: string, userId: string, bookingId: string): Key => ({
    pk: key('USER', org, userId),
    sk: key('LEFT', bookingId),
  }),
  /** A second authorization at Zoom ends the first one's tokens, whichever org it is for: so its accounts are claimed over all of them. */
  claim: (provider: string, org: string, account: string): Key => ({
    pk: provider === 'zoom' ? key('CLAIM', provider, account) : key('CLAIM', provider, org, account),
    sk: 'CLAIM',
  }),
  claims: (provider: string, account: string): string => key('ACCOUNT', provider, account),
  attempt: (id: string): Key => ({ pk: key('ATTEMPT', id), sk: 'ATTEMPT' }),
  run: (org: string, id: string): Key => ({ pk: key('RUN', org, id), sk: 'RUN' }),
  booking: (org: string, id: string): Key => ({ pk: key('BOOKING', org, id), sk: 'BOOKING' }),
  bookings: (org: string): string => key('ORG', org, 'BOOKINGS'),
  notice: (org: string, bookingId: string, person: string): Key => ({
    pk: key('BOOKING', org, bookingId),
    sk: key('NOTICE', person),
  }),
  series: (org: string, id: string): Key => ({ pk: key('SERIES', org, id), sk: 'SERIES' }),
  seriesNotice: (org: string, id: string, address: string): Key => ({
    pk: key('SERIES', org, id),
    sk: key('NOTICE', address),
  }),
  link: (tokenHash: string): Key => ({ pk: key('LINK', tokenHash), sk: 'LINK' }),
  /** `order` sorts what bears one instant. */
  history: (
    org: string,
    subject: string,
    { at, order, id }: { at: string; order: string; id: string },
  ): Key => ({
    pk: key('HISTORY', org, subject),
    sk: order === '' ? key(at, id) : key(at, order, id),
  }),
  eventLogHead: (org: string): Key => ({ pk: key('LOG', org), sk: 'HEAD' }),
  loggedEvent: (org: string, position: number): Key => ({
    pk: key('LOG', org),
    sk: key('EVENT', String(position).padStart(12, '0')),
  }),
  /** Transitions without a place in the event log yet. */
  transitions: (org: string): string => key('ORG', org, 'EVENTS'),
  feed: (id: string): Key => ({ pk: key('FEED', id), sk: 'FEED' }),
  externalEvent: (feedId: string, generation: string, id: string): Key => ({
    pk: key('FEED', feedId, generation),
    sk: key('EVENT', id),
  }),
  externalEvents: (feedId: string, generation: string): string => key('FEED', feedId, generation),
  reference: (feedId: string, eventId: string): Key => ({ pk: key('REF', feedId, eventId), sk: 'REF' }),
  idempotency: (hash: string): Key => ({ pk: key('IDEMPOTENCY', hash), sk: 'IDEMPOTENCY' }),
  breaker: (name: string): Key => ({ pk: key('BREAKER', name), sk: 'BREAKER' }),
  failedMessage: (queue: string, messageId: string): Key => ({
    pk: key('FAILED', queue),
    sk: key(messageId),
  }),
  due: (kind: string, owner: string): Key => ({ pk: key('DUE', kind, owner), sk: 'DUE' }),
  dueIndex: (owner: string, dueAt: string) => ({ dueShard: shardOf(owner), dueAt }),
} as const;
