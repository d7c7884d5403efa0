import { describe, expect, test } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { cancelByGuest, LATER, LATEST } from '../support/main-story.ts';
import { GINA, inGoogle, liveEvents, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();

type Actor = 'guest cancels' | 'host moves' | 'Google moves';
const ORDERS: readonly (readonly Actor[])[] = [
  ['guest cancels', 'host moves', 'Google moves'],
  ['guest cancels', 'Google moves', 'host moves'],
  ['host moves', 'guest cancels', 'Google moves'],
  ['host moves', 'Google moves', 'guest cancels'],
  ['Google moves', 'guest cancels', 'host moves'],
  ['Google moves', 'host moves', 'guest cancels'],
];

/** Booked and told; the inbox keeps the mails, for the guest's link is in one of them. */
const booked = async (): Promise<{ id: string; eventId: string }> => {
  await connectGoogle(hub(), 'ben');
  const { id } = await book(hub(), { location: { kind: 'google_meet' }, guests: [GINA] });
  await hub().advance('PT2M');
  return { id, eventId: (await readBooking(hub(), id)).hosts[0]?.calendar.eventId ?? '' };
};

const acts = ({ id, eventId }: { id: string; eventId: string }): Record<Actor, () => Promise<unknown>> => ({
  'guest cancels': () => cancelByGuest(hub()),
  'host moves': () => hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: LATER }),
  'Google moves': async () => (await inGoogle(hub(), 'ben')).move(eventId, LATEST.start, LATEST.end),
});

/** Whatever came between, nobody hears of a time after they have heard of the end, and nobody hears anything twice. */
const expectCancelled = async (id: string): Promise<void> => {
  expect((await readBooking(hub(), id)).status).toBe('cancelled');
  expect(await liveEvents(hub(), 'ben')).toEqual([]);
  for (const address of ['ben@acme.example', GINA.email]) {
    const subjects = (await hub().inbox.to(address)).map(({ subject }) => subject.split(':')[0]);
    expect(subjects.at(-1)).toBe('Cancelled');
    expect(subjects.filter((subject) => subject === 'Cancelled')).toHaveLength(1);
    expect(subjects.filter((subject) => subject === 'Confirmed')).toHaveLength(1);
  }
  expect(await endFaults(hub())).toEqual([]);
};

describe('guest, host and Google at once', { timeout: 60_000 }, () => {
  test.each(ORDERS.map((order) => [order.join(', '), order] as const))(
    'one after the other before anything is delivered: %s',
    async (_, order) => {
      const meeting = await booked();
      for (const actor of order) await acts(meeting)[actor]();
      await hub().settle();
      await hub().advance('PT1H30M');
      await expectCancelled(meeting.id);
    },
  );

  test.each(ORDERS.map((order) => [order.join(', '), order] as const))(
    'at the very same time, begun in this order: %s',
    async (_, order) => {
      const meeting = await booked();
      await Promise.all([...order.map((actor) => acts(meeting)[actor]()), hub().settle()]);
      await hub().settle();
      await hub().advance('PT1H30M');
      await expectCancelled(meeting.id);
    },
  );

  test.each([['move'], ['cancel']] as const)(
    'with every push lost, what was done in Google is here when the calendar is next read: %s',
    async (what) => {
      const { id, eventId } = await booked();
      hub().inbox.clear();
      await hub().google.webhooks({ mode: 'drop' });
      const google = await inGoogle(hub(), 'ben');
      await (what === 'move' ? google.move(eventId, LATEST.start, LATEST.end) : google.remove(eventId));
      await hub().advance('PT1H15M');
      const { status, start } = await readBooking(hub(), id);
      expect([status, start]).toEqual(
        what === 'move' ? ['confirmed', LATEST.start] : ['cancelled', '2027-01-05T09:00:00.000Z'],
      );
      const kind = what === 'move' ? 'Rescheduled' : 'Cancelled';
      expect(await told(hub())).toEqual([
        `ben@acme.example: ${kind}: Intro call`,
        `${GINA.email}: ${kind}: Intro call`,
      ]);
      expect(await endFaults(hub())).toEqual([]);
    },
  );
});
