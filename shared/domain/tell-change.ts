import type { ChangeRecord } from './history-record.ts';
import { PLATFORM_NAMES } from './platform-name.ts';

/** The name of a person by `host:<userId>` or `guest:<guestId>`, or what stands for one that is gone. */
export type NameOf = (person: string) => string;

const VERBS: Readonly<Record<string, string>> = {
  'booking.created': 'booked the meeting',
  'booking.moved': 'moved the meeting',
  'booking.cancelled': 'cancelled the meeting',
  'booking.rsvp': 'answered',
};

const verbOf = ({ type, changed = [] }: ChangeRecord): string => {
  if (type === 'booking.changed')
    return changed.length > 0 ? `changed the meeting (${changed.join(', ')})` : 'changed the meeting';
  return VERBS[type] ?? `did: ${type}`;
};

const placeOf = (platform: ChangeRecord['actor']['platform']): string =>
  platform === undefined ? 'calendar' : `${PLATFORM_NAMES[platform]} account`;

const tellWho = (record: ChangeRecord, nameOf: NameOf): string => {
  const { kind, id, platform } = record.actor;
  if (kind === 'provider' && id !== undefined)
    return `Somebody ${verbOf(record)} in the ${placeOf(platform)} of ${nameOf(`host:${id}`)}.`;
  if (kind === 'system' || id === undefined) return `The hub ${verbOf(record)}.`;
  return kind === 'guest'
    ? `${nameOf(`guest:${id}`)} (guest) ${verbOf(record)}.`
    : `${nameOf(`host:${id}`)} ${verbOf(record)}.`;
};

/** Why this host and no other. */
const tellTurn = ({ assigned }: ChangeRecord, nameOf: NameOf): string => {
  if (assigned === undefined) return '';
  const name = nameOf(`host:${assigned.userId}`);
  return assigned.free === 1
    ? ` ${name} takes it: nobody else was free.`
    : ` It was the turn of ${name}, who had the fewest for their weight of the ${assigned.free} who were free.`;
};

/** A change as one or two plain English sentences. */
export const tellChange = (record: ChangeRecord, nameOf: NameOf): string =>
  tellWho(record, nameOf) + tellTurn(record, nameOf);
