import type { CalendarEvent } from '../ports/calendar-provider.ts';

/**
 * What came of one write: burnt: the key is used up, another one has to be taken · differs: the calendar is not what the booking knows;
 * `seen` where it has been looked at already · again: the booking is not what it was, and has to be read anew.
 */
export type EventOutcome =
  | { readonly kind: 'written'; readonly event: CalendarEvent; readonly isNew: boolean }
  | { readonly kind: 'burnt' }
  | { readonly kind: 'differs'; readonly seen?: CalendarEvent }
  | { readonly kind: 'again' };
