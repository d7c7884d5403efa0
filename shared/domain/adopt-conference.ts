import type { Booking } from '../../events/stored/booking.ts';

interface Seen {
  readonly conference?: { readonly state: 'pending' | 'ready' | 'failed'; readonly joinUrl?: string };
}

/** Other hosts' own events carry the link as their place: they owe it from now on. */
const owingLink = ({ calendars, revision }: Booking): Booking['calendars'] =>
  Object.fromEntries(
    Object.entries(calendars).map(([userId, entry]) => [
      userId,
      entry.role === 'own' && entry.state !== 'removed' ? { ...entry, owed: revision } : entry,
    ]),
  );

/** The booking with the link that its event got, or with the word that it gets none; people are told. Same booking = nothing new. */
export const adoptConference = (booking: Booking, { conference }: Seen): Booking => {
  const before = booking.conference;
  if (before?.kind !== 'google_meet' || conference === undefined || booking.status !== 'confirmed')
    return booking;
  const { state, joinUrl } = conference;
  if (state === 'pending' || (before.state === state && before.joinUrl === joinUrl)) return booking;
  if (state === 'ready' && joinUrl !== undefined)
    return {
      ...booking,
      conference: { kind: 'google_meet', state, joinUrl },
      calendars: owingLink(booking),
      noticesOwed: true,
    };
  return before.joinUrl === undefined
    ? { ...booking, conference: { kind: 'google_meet', state: 'failed' } }
    : booking;
};
