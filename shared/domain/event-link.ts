import type { CalendarEntry } from '../../events/stored/booking.ts';

/** Links that lie in the organizer's event, by the calendars that make them. */
const CALENDARS = { google_meet: 'google_calendar', teams: 'outlook_calendar' } as const;

export type EventLink = keyof typeof CALENDARS;

export const isEventLink = (kind: string | undefined): kind is EventLink =>
  kind !== undefined && Object.hasOwn(CALENDARS, kind);

/** Whether this is the event that has, or gets, such a link. */
export const carriesLink = (
  { role, platform }: Pick<CalendarEntry, 'role' | 'platform'>,
  kind: string | undefined,
): boolean => role === 'organizer' && isEventLink(kind) && CALENDARS[kind] === platform;
