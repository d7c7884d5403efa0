import type { TimelineItem } from '../../events/http/timeline.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Person } from '../../events/stored/person.ts';
import type { HistoryRecord } from '../../shared/domain/history-record.ts';
import { tellHistory } from '../../shared/domain/tell-history.ts';

/** Names of now, by `host:<userId>` and `guest:<guestId>`. */
export type Names = ReadonlyMap<string, string>;

/** Whom a line names besides guests: internal user ids. */
export const usersIn = (record: HistoryRecord): string[] => {
  const { kind, id } = record.actor;
  const actor = id !== undefined && (kind === 'user' || kind === 'provider') ? [id] : [];
  if (record.kind === undefined)
    return [...actor, ...(record.assigned ? [record.assigned.userId] : []), ...(record.clashing ?? [])];
  const { userId, person } = record;
  const reader = person?.startsWith('host:') ? [person.slice('host:'.length)] : [];
  return [...actor, ...(userId === undefined ? [] : [userId]), ...reader];
};

export const namesOf = ({ hosts, guests }: Booking, people: readonly Person[]): Names =>
  new Map([
    ...hosts.map(({ userId, name }) => [`host:${userId}`, name] as const),
    ...people.map(({ id, name }) => [`host:${id}`, name] as const),
    ...guests.map(({ id, name }) => [`guest:${id}`, name] as const),
  ]);

const actorOf = ({ actor }: HistoryRecord, names: Names): TimelineItem['actor'] => {
  const name = names.get(`${actor.kind === 'guest' ? 'guest' : 'host'}:${actor.id ?? ''}`);
  return { ...actor, ...(actor.kind !== 'provider' && name !== undefined && { name }) };
};

const addresseeOf = (person: string, names: Names): TimelineItem['to'] => {
  const [kind, id] = [person.split(':', 1)[0], person.slice(person.indexOf(':') + 1)];
  const name = names.get(person);
  return { kind: kind === 'guest' ? 'guest' : 'host', id, ...(name !== undefined && { name }) };
};

const particulars = (record: HistoryRecord, names: Names): Partial<TimelineItem> => {
  if (record.kind === undefined) {
    const { changed, assigned, clashing } = record;
    return { changed, assigned, clashing };
  }
  const { platform, userId, person, outcome, reason, word, until, attempt } = record;
  const to = person === undefined ? undefined : addresseeOf(person, names);
  return { platform, userId, to, outcome, reason, word, until, attempt };
};

/** A line of a booking's history as the API shows it. */
export const viewHistory = (record: HistoryRecord, names: Names): TimelineItem => {
  const { id, at, kind = 'change', type, revision, trace } = record;
  const nameOf = (person: string) =>
    names.get(person) ?? (person.startsWith('guest:') ? 'a former guest' : 'a former user');
  return {
    id,
    at,
    kind,
    type,
    revision,
    actor: actorOf(record, names),
    ...particulars(record, names),
    text: tellHistory(record, nameOf),
    requestId: trace,
  };
};
