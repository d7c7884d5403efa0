import { z } from 'zod';
import { noticeTruth } from '../../shared/domain/notice-truth.ts';
import { AT, aBooking } from './a-booking.ts';
import type { Hub } from './hub.ts';
import { commitNew, newBookingId, storesOf } from './seed-bookings.ts';

/** The organization reminds so many minutes before every meeting that is booked from now on. */
export const remindBefore = async (hub: Hub, ...reminders: number[]): Promise<void> => {
  await hub.ask(z.unknown(), 'PUT', '/v1/admin/settings', { user: 'ada', body: { reminders } });
};

/** Who was reminded when, in UTC: `01-05 08:00 gina@example.org`. */
export const reminded = async ({ inbox }: Hub): Promise<string[]> =>
  (await inbox.all())
    .filter(({ subject }) => /^(?:Reminder|Připomínka): /u.test(subject))
    .map(({ at, to }) => `${at.slice(5, 16).replace('T', ' ')} ${to.join()}`)
    .toSorted();

/** Ben and Gina at these times. */
export const both = (...times: string[]): string[] =>
  times.flatMap((time) => [`${time} ben@acme.example`, `${time} gina@example.org`]).toSorted();

/** So many meetings, each with a guest of its own, who knows of it already and is reminded an hour before. */
export const toldOf = async (
  hub: Hub,
  meetings: number,
  { start, end }: { readonly start: string; readonly end: string },
): Promise<void> => {
  const stores = storesOf(hub);
  const [from, to] = [new Date(start).toISOString(), new Date(end).toISOString()];
  for (let nth = 0; nth < meetings; nth += 1) {
    const guest = {
      id: `gst_${nth}`,
      email: `guest${nth}@example.org`,
      name: `Guest ${nth}`,
      rsvp: 'needs_action',
      attendee: false,
    } as const;
    const { email, name } = guest;
    const reminders = [{ before: 'PT1H', to: 'guests' } as const];
    const booking = aBooking({
      id: newBookingId(),
      start: from,
      end: to,
      hosts: [],
      guests: [guest],
      reminders,
    });
    await commitNew(stores, booking);
    await stores.notices.put({
      v: 1,
      org: 'acme',
      bookingId: booking.id,
      person: `guest:${guest.id}`,
      version: 1,
      to: { email, name, zone: 'UTC', locale: 'en' },
      told: noticeTruth(booking, true, guest),
      since: AT,
      sequence: 0,
    });
  }
  stores.close();
};
