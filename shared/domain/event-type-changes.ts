import type { EventType } from '../../events/stored/event-type.ts';
import { sameValue } from './same-value.ts';

const FIELDS = [
  'title',
  'description',
  'kind',
  'hosts',
  'durations',
  'location',
  'linkPer',
  'questions',
  'reminders',
  'guestPolicy',
  'state',
] as const satisfies readonly (keyof EventType)[];

/** The names of what differs, for the log of events: never its content. */
export const changedFields = (before: EventType, after: EventType): string[] =>
  FIELDS.filter((name) => !sameValue(before[name], after[name]));
