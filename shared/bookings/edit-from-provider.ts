import type { Booking } from '../../events/stored/booking.ts';
import { adoptEventLink } from '../domain/adopt-event-link.ts';
import { changedPeople } from '../domain/changed-people.ts';
import { confirmEntry } from '../domain/confirm-entry.ts';
import { editPlace } from '../domain/edit-place.ts';
import { transitionBooking } from '../domain/transition-booking.ts';
import { wantedEvent } from '../domain/wanted-event.ts';
import type { EventContent } from '../domain/written-mark.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';
import type { Change } from './change-booking.ts';

interface Edit {
  /** What a person changed at the provider. */
  readonly edits: Partial<EventContent>;
  readonly people: Pick<Booking, 'hosts' | 'guests' | 'calendars'>;
  readonly event: CalendarEvent;
  readonly userId: string;
  readonly at: string;
  /** The calendar says by now what the booking will say. */
  readonly settled: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
const MOST_CHARACTERS = 500;
const oneLine = (text: string): string => text.replaceAll(CONTROL, ' ').trim().slice(0, MOST_CHARACTERS);

const placed = (booking: Booking, place: string | undefined): Booking => {
  if (place === undefined) return booking;
  const { location: before, ...rest } = booking;
  const location = editPlace(before, oneLine(place), booking.conference?.joinUrl);
  return location === undefined ? rest : { ...rest, location };
};

/** A link belongs to the place, whatever a person makes of that: then it is written back. */
const saysPlace = (booking: Booking, userId: string, place: string | undefined): boolean => {
  if (place === undefined || booking.location?.kind !== 'zoom') return true;
  const wanted = wantedEvent(booking, userId, { addresses: new Map(), locale: 'en' });
  return wanted?.place === oneLine(place);
};

const changedFields = (edits: Partial<EventContent>, before: Booking, after: Booking): string[] => [
  ...(edits.start === undefined ? [] : ['start', 'end']),
  ...(edits.title === undefined ? [] : ['title']),
  ...(edits.place === undefined ? [] : ['location']),
  ...changedPeople(before, after),
];

/** The booking after a person edited the organizer's event: they win, people are told, overlapping or not. */
export const editFromProvider = (
  current: Booking,
  { edits, people, event, userId, at, settled: isSame }: Edit,
): Change => {
  const { start, end, title, place } = edits;
  const changes = {
    ...people,
    conflicts: current.conflicts.filter((one) => people.hosts.some((host) => host.userId === one.userId)),
    ...(start !== undefined && end !== undefined && { start, end }),
    ...(title !== undefined && { title: oneLine(title) }),
  };
  const located = placed(current, place);
  const settled = isSame && saysPlace(located, userId, place);
  const moved = transitionBooking(located, changes, {
    at,
    ...(settled && { confirmedBy: userId }),
  });
  const after = adoptEventLink(confirmEntry(moved, userId, { event, settled }), userId, event);
  return {
    after,
    type: start === undefined ? 'booking.changed' : 'booking.moved',
    changed: changedFields(edits, current, after),
    ...(start !== undefined && { overlap: 'take' as const }),
  };
};
