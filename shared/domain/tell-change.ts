import type { ChangeRecord } from './history-record.ts';
import { PLATFORM_NAMES } from './platform-name.ts';

/** The name of a person by `host:<userId>` or `guest:<guestId>`, or what stands for one that is gone. */
export type NameOf = (person: string) => string;

const VERBS: Readonly<Record<string, string>> = {
  'booking.created': 'booked the meeting',
  'booking.moved': 'moved the meeting',
  'booking.cancelled': 'cancelled the meeting',
  'booking.rsvp': 'answered',
  'booking.conflict_found': 'found a conflict of the meeting',
  'booking.conflict_gone': 'found that a conflict of the meeting is gone',
};

const verbOf = ({ type, changed = [] }: ChangeRecord): string => {
  if (type === 'booking.changed')
    return changed.length > 0 ? `changed the meeting (${changed.join(', ')})` : 'changed the meeting';
  return VERBS[type] ?? `did: ${type}`;
};

const placeOf = (platform: ChangeRecord['actor']['platform']): string =>
  platform === undefined ? 'calendar' : `${PLATFORM_NAMES[platform]} account`;

/** Calendars do so as a meeting is moved. */
const ASKED_ANEW = 'The hub read that a calendar asks guests for their answer anew.';

const tellWho = (record: ChangeRecord, nameOf: NameOf): string => {
  const { kind, id, platform } = record.actor;
  if (kind === 'system' && record.type === 'booking.rsvp') return ASKED_ANEW;
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

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

const whose = ({ clashing = [] }: ChangeRecord, nameOf: NameOf): string =>
  listed(clashing.map((userId) => nameOf(`host:${userId}`)));

const have = ({ clashing = [] }: ChangeRecord): string => (clashing.length === 1 ? 'has' : 'have');

/** What else they have is nobody's business. */
const CLASHES: Readonly<Record<string, (record: ChangeRecord, nameOf: NameOf) => string>> = {
  'booking.conflict_found': (record, nameOf) =>
    `${whose(record, nameOf)} ${have(record)} something else at this time.`,
  'booking.conflict_gone': (record, nameOf) =>
    `Something else that ${whose(record, nameOf)} had at this time is gone.`,
};

const tellTaken = (record: ChangeRecord, nameOf: NameOf): string =>
  record.clashing === undefined
    ? ''
    : ` ${whose(record, nameOf)} ${have(record)} something else at this time: it was taken all the same.`;

/** A change as one or two plain English sentences. */
export const tellChange = (record: ChangeRecord, nameOf: NameOf): string => {
  const tell = record.clashing && CLASHES[record.type];
  if (tell) return tell(record, nameOf);
  return tellWho(record, nameOf) + tellTurn(record, nameOf) + tellTaken(record, nameOf);
};
