import type { Connection } from '../../events/stored/connection.ts';
import type { Due, QueuedWork } from '../../events/stored/due.ts';
import type { Feed } from '../../events/stored/feed.ts';

/** What is owed is sent directly as well; this is for when that message is lost. */
const GRACE_MS = 60_000;

interface When {
  readonly now: number;
  readonly trace: string;
}

const dueAt = (now: number): string => new Date(now + GRACE_MS).toISOString();

/** A feed that has to be read for the first time, or anew. */
export const readingDue = ({ id, version }: Feed, { now, trace }: When): Due => {
  const at = dueAt(now);
  const body = { v: 1, kind: 'changes', feedId: id, cause: 'due', noticedAt: at, trace } as const;
  return { v: 1, kind: 'feed', owner: id, version, dueAt: at, messages: [{ queue: 'sync', body }] };
};

/** Feeds that are no longer needed, and calendars that are gone with bookings in them. */
export const settlingDue = (
  { id, org, userId, version }: Pick<Connection, 'id' | 'org' | 'userId' | 'version'>,
  { now, trace }: When,
): Due & { readonly messages: QueuedWork[] } => ({
  v: 1,
  kind: 'calendars',
  owner: id,
  version,
  dueAt: dueAt(now),
  messages: [{ queue: 'provision', body: { v: 1, kind: 'calendars', org, userId, connectionId: id, trace } }],
});
