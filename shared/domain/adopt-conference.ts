import type { Booking, CalendarEntry, Conference } from '../../events/stored/booking.ts';
import { carriesLink, type EventLink } from './event-link.ts';

export interface Seen {
  readonly conference?: { readonly state: 'pending' | 'ready' | 'failed'; readonly joinUrl?: string };
  /** Why there will be no link. */
  readonly reason?: string;
}

type Kind = EventLink | 'zoom';

/** Whose event has to say it: one that carries the link as a conference of its own has it already. */
const says = (entry: CalendarEntry, kind: Kind): boolean =>
  entry.state !== 'removed' && entry.role !== 'copy' && !carriesLink(entry, kind);

const owingLink = ({ calendars, revision }: Booking, kind: Kind): Booking['calendars'] =>
  Object.fromEntries(
    Object.entries(calendars).map(([userId, entry]) => [
      userId,
      says(entry, kind) ? { ...entry, owed: revision } : entry,
    ]),
  );

const withoutReason = ({ reason: _, ...conference }: Conference): Conference => conference;

/**
 * The booking with the link that its event or its conference account (`kind`) got, or with the word that it gets none; people are told.
 * Same booking = nothing new.
 */
export const adoptConference = (booking: Booking, { conference, reason }: Seen, kind: Kind): Booking => {
  const before = booking.conference;
  if (before?.kind !== kind || conference === undefined || booking.status !== 'confirmed') return booking;
  const { state, joinUrl } = conference;
  if (state === 'pending' || (before.state === state && before.joinUrl === joinUrl)) return booking;
  if (state === 'ready' && joinUrl !== undefined)
    return {
      ...booking,
      conference: { ...withoutReason(before), state, joinUrl },
      calendars: owingLink(booking, kind),
      noticesOwed: true,
    };
  if (before.joinUrl !== undefined) return booking;
  return {
    ...booking,
    conference: { ...withoutReason(before), state: 'failed', ...(reason !== undefined && { reason }) },
    noticesOwed: true,
  };
};
