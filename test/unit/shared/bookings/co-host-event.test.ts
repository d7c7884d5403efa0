import { describe, expect, it } from 'vitest';
import type { Booking, CalendarEntry } from '../../../../events/stored/booking.ts';
import { applyProviderEvent } from '../../../../shared/bookings/apply-provider-event.ts';
import { wantedEvent } from '../../../../shared/domain/wanted-event.ts';
import { randomIds } from '../../../../shared/ids.ts';
import type { CalendarEvent } from '../../../../shared/ports/calendar-provider.ts';
import { AT, aBooking, anEntry } from '../../../support/a-booking.ts';
import { memoryBookings } from '../../../support/memory-bookings.ts';

const OLD = { start: '2027-01-05T10:00:00.000Z', end: '2027-01-05T11:00:00.000Z' };
const NEW = { start: '2027-01-06T10:00:00.000Z', end: '2027-01-06T11:00:00.000Z' };
const ELSEWHERE = { start: '2027-01-07T10:00:00.000Z', end: '2027-01-07T11:00:00.000Z' };

const host = (userId: string) => ({ userId, name: userId, rsvp: 'needs_action' as const });

/** Moved by now, which ben's own event is still to be told. */
const moved = (entry: Partial<CalendarEntry> = {}): Booking =>
  aBooking({
    ...NEW,
    revision: 2,
    hosts: [host('ada'), host('ben')],
    calendars: {
      ada: anEntry({ eventId: 'event2', feedId: 'feed-ada' }),
      ben: anEntry({
        role: 'own',
        state: 'pending',
        owed: 2,
        base: { ...OLD, exists: true, title: 'Intro', etag: 'e1' },
        ...entry,
      }),
    },
  });

const markOf = (booking: Booking): string =>
  wantedEvent(booking, 'ben', { addresses: new Map(), locale: 'en' })?.marker.written ?? '';

/** The booking after ben's event was read. */
const afterRead = async (booking: Booking, event: Partial<CalendarEvent>): Promise<Booking> => {
  const bookings = memoryBookings(booking);
  const deps = {
    bookings,
    ids: randomIds,
    clock: { now: () => Date.parse(AT) },
    queues: { send: () => Promise.resolve() },
    people: { readMany: () => Promise.resolve([]), read: () => Promise.resolve(undefined) },
    connections: { ofUsers: () => Promise.resolve([]) },
  };
  const seen = {
    id: 'event1',
    exists: true,
    busy: true,
    isPrivate: false,
    title: 'Intro',
    etag: 'e2',
    attendees: [],
    ...event,
  };
  const target = { org: 'acme', bookingId: 'bkg_1', userId: 'ben' };
  await applyProviderEvent(deps)(target, { event: seen, zone: 'UTC', trace: 't' });
  return bookings.present();
};

const answer = ({ hosts }: Booking) => hosts.find(({ userId }) => userId === 'ben')?.rsvp;

describe('a read of a co-host’s own event', () => {
  it('that shows our own move before it was confirmed is no answer', async () => {
    const after = await afterRead(moved(), { ...NEW, written: markOf(moved()) });
    expect(answer(after)).toBe('needs_action');
    expect(after.calendars.ben).toMatchObject({ owed: 2, base: NEW });
  });

  it('that shows an earlier move of ours, whose confirmation was lost, is no answer', async () => {
    const earlier = { ...moved(), ...ELSEWHERE, revision: 1 };
    const after = await afterRead(moved(), { ...ELSEWHERE, written: markOf(earlier) });
    expect(answer(after)).toBe('needs_action');
    expect(after.calendars.ben).toMatchObject({ owed: 2 });
  });

  it('that its owner moved is their no, and stays where they put it', async () => {
    const after = await afterRead(moved(), ELSEWHERE);
    expect(answer(after)).toBe('declined');
    expect(after.calendars.ben).toMatchObject({ state: 'synced', base: ELSEWHERE });
    expect(after.calendars.ben?.owed).toBeUndefined();
  });

  it('in which they say yes takes nothing from what is still to be written there', async () => {
    const after = await afterRead(moved(), { ...OLD, ownRsvp: 'accepted' });
    expect(answer(after)).toBe('accepted');
    expect(after.calendars.ben).toMatchObject({ owed: 2, state: 'pending' });
  });
});
