import type { Activity } from '../../events/stored/activity.ts';
import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Actor } from '../../events/stored/transition.ts';
import { meetingActivities } from './meeting-activities.ts';
import { refusalReason } from './refusal-reason.ts';

/** What happened to a booking's events, without the particulars of the commit that it is written with. */
export type Happening = Pick<
  Activity,
  'kind' | 'type' | 'revision' | 'platform' | 'userId' | 'outcome' | 'reason' | 'word' | 'until' | 'attempt'
>;

/** One commit of a booking. */
interface Commit {
  readonly before: Booking | undefined;
  readonly after: Booking;
  readonly actor: Actor;
  /** The commit is a change that people see. */
  readonly isChange: boolean;
  /** What the provider refused, where that is why the booking is written. */
  readonly refusal?: { readonly verdict: string; readonly word: string } | undefined;
}

interface Entry {
  readonly was: CalendarEntry;
  readonly is: CalendarEntry;
  readonly commit: Commit;
}

/** Why it waits: by the refusal at hand, else by the state of the connection that the entry names. */
const reasonOf = ({ is, commit: { refusal } }: Entry): Pick<Happening, 'reason' | 'word'> => {
  if (refusal) return { reason: refusalReason(refusal.verdict), word: refusal.word };
  return is.reason === undefined ? {} : { reason: is.reason };
};

const waits = (entry: Entry): Happening[] => {
  const { was, is } = entry;
  if (is.state === 'failed' && was.state !== 'failed')
    return [{ kind: 'provider', type: 'event.refused', outcome: 'refused', ...reasonOf(entry) }];
  if (is.state === 'parked' && was.state !== 'parked')
    return [{ kind: 'wait', type: 'event.parked', ...reasonOf(entry) }];
  if (was.state === 'parked' && is.state === 'pending') return [{ kind: 'wait', type: 'event.resumed' }];
  const isRetry = is.notBefore !== undefined && is.notBefore !== was.notBefore;
  return isRetry
    ? [{ kind: 'wait', type: 'event.waiting', until: is.notBefore, attempt: is.attempts, ...reasonOf(entry) }]
    : [];
};

const attemptOf = ({ attempts }: CalendarEntry): Pick<Happening, 'attempt'> =>
  attempts > 0 ? { attempt: attempts + 1 } : {};

/** Our own write, as the provider confirmed it. */
const written = ({ was, is }: Entry): Happening[] => {
  const { base: before } = was;
  const { base: now } = is;
  if (now === undefined || now === before) return [];
  const done = { kind: 'provider', outcome: 'done', ...attemptOf(was) } as const;
  if (now.exists && !before?.exists) return [{ ...done, type: 'event.created' }];
  if (!now.exists && before?.exists) return [{ ...done, type: 'event.removed' }];
  return now.exists && now.etag !== before?.etag ? [{ ...done, type: 'event.updated' }] : [];
};

/** What a read of the event brought. The echo of our own write is not worth a line. */
const seen = ({ was, is, commit }: Entry): Happening[] => {
  const { base: before } = was;
  const { base: now } = is;
  if (commit.isChange && now !== before)
    return [{ kind: 'provider', type: 'event.read', outcome: now?.exists === false ? 'gone' : 'changed' }];
  if (now?.exists && before === undefined)
    return [{ kind: 'provider', type: 'event.created', outcome: 'found' }];
  const isPaid = was.owed !== undefined && is.owed === undefined;
  if (isPaid && now?.exists === false) return [{ kind: 'provider', type: 'event.removed', outcome: 'found' }];
  return isPaid ? [{ kind: 'provider', type: 'event.updated', outcome: 'found' }] : [];
};

const ofEntry = (userId: string, { before, after, ...commit }: Commit): Happening[] => {
  const was = before?.calendars[userId];
  const is = after.calendars[userId];
  if (was === undefined || was.role === 'copy') return [];
  const about = { platform: was.platform, userId, ...(was.owed !== undefined && { revision: was.owed }) };
  if (is === undefined)
    return was.state === 'removed' ? [] : [{ kind: 'provider', type: 'event.released', ...about }];
  const entry = { was, is, commit: { before, after, ...commit } };
  const { kind, id } = commit.actor;
  const happenings = [
    ...(is.generation > was.generation ? [{ kind: 'provider', type: 'event.renamed' } as const] : []),
    ...(kind === 'system' ? written(entry) : []),
    ...(kind === 'provider' && id === userId ? seen(entry) : []),
    ...waits(entry),
  ];
  return happenings.map((happening) => ({ ...happening, ...about }));
};

const ofLink = ({ before, after }: Commit): Happening[] => {
  if (before?.conference === undefined || before.conference.kind !== after.conference?.kind) return [];
  const { state, joinUrl } = after.conference;
  if (joinUrl !== undefined && joinUrl !== before.conference.joinUrl)
    return [{ kind: 'provider', type: 'link.received', outcome: 'done' }];
  return state === 'failed' && before.conference.state !== 'failed'
    ? [{ kind: 'provider', type: 'link.refused', outcome: 'refused' }]
    : [];
};

/** Whoever becomes a host and gets no event for now. */
const ofNewHosts = ({ before, after }: Commit): Happening[] => {
  if (after.status !== 'confirmed') return [];
  const hosted = before?.status === 'confirmed' ? before.hosts.map(({ userId }) => userId) : [];
  const added = after.hosts.map(({ userId }) => userId).filter((userId) => !hosted.includes(userId));
  return added.flatMap((userId): Happening[] => {
    const entry = after.calendars[userId];
    if (entry === undefined)
      return [{ kind: 'wait', type: 'event.skipped', userId, reason: 'not_connected' }];
    if (entry.state !== 'parked') return [];
    const { platform, reason = 'needs_reauth' } = entry;
    return [{ kind: 'wait', type: 'event.parked', userId, platform, reason }];
  });
};

/** What one commit of a booking tells of its events in calendars: writes, reads that brought something, waits and their reasons. */
export const calendarActivities = (commit: Commit): Happening[] => [
  ...ofNewHosts(commit),
  ...Object.keys(commit.before?.calendars ?? {}).flatMap((userId) => ofEntry(userId, commit)),
  ...meetingActivities(commit),
  ...ofLink(commit),
];
