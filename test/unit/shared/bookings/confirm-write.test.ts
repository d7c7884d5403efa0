import { describe, expect, it } from 'vitest';
import type { Rsvp } from '../../../../events/stored/booking.ts';
import { confirmWrite } from '../../../../shared/bookings/confirm-write.ts';
import { wantedEvent } from '../../../../shared/domain/wanted-event.ts';
import { randomIds } from '../../../../shared/ids.ts';
import { AT, aBooking, anEntry } from '../../../support/a-booking.ts';
import { memoryBookings } from '../../../support/memory-bookings.ts';

const IVY = { id: 'gst_ivy', email: 'ivy@example.org', name: 'Ivy', attendee: true };
const TIMES = { start: '2027-01-05T10:00:00.000Z', end: '2027-01-05T11:00:00.000Z' };

/** Ben's event was moved by us; this is what Ivy has said, and what the answer of the provider says of her. */
const confirmed = async (here: Rsvp, known: Rsvp, there: Rsvp) => {
  const base = { ...TIMES, exists: true, attendees: [IVY.email], answers: { [IVY.email]: known } };
  const entry = anEntry({ state: 'pending', owed: 1, base });
  const booking = aBooking({ guests: [{ ...IVY, rsvp: here }], calendars: { ben: entry } });
  const bookings = memoryBookings(booking);
  const wanted = wantedEvent(booking, 'ben', { addresses: new Map(), locale: 'en' });
  if (wanted === undefined) throw new Error('ben organizes');
  const deps = {
    bookings,
    ids: randomIds,
    clock: { now: () => Date.parse(AT) },
    queues: { send: () => Promise.resolve() },
    dues: { put: () => Promise.resolve() },
  };
  const attendees = [{ email: IVY.email, rsvp: there }];
  const event = { id: 'event1', exists: true, busy: true, isPrivate: false, ...TIMES, attendees };
  await confirmWrite(deps)({ booking, entry, userId: 'ben', wanted, trace: 't' }, event);
  const { guests, calendars, revision } = bookings.present();
  return { rsvp: guests[0]?.rsvp, answers: calendars.ben?.base?.answers, revision };
};

describe('what the answer to a write of ours says of guests', () => {
  it('is taken in where the provider asks them anew', async () => {
    expect(await confirmed('accepted', 'accepted', 'needs_action')).toEqual({
      rsvp: 'needs_action',
      answers: { [IVY.email]: 'needs_action' },
      revision: 1,
    });
  });

  it('takes nothing back that they have said on our page since', async () => {
    expect(await confirmed('declined', 'accepted', 'accepted')).toMatchObject({ rsvp: 'declined' });
    expect(await confirmed('declined', 'accepted', 'needs_action')).toMatchObject({ rsvp: 'declined' });
  });
});
