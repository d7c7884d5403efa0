import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { BookingsView, type BookingView } from '../../events/http/booking-view.ts';
import { seededRandom } from '../../infra/simulators/seeded-random.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { inGoogle, liveEvents } from '../support/meeting.ts';
import { order } from '../support/order.ts';

const hub = useHub();
const HOSTS = ['ben', 'chloe'] as const;
const ACTS = 12;

/** Half hours of Tuesday morning: few enough that much of it overlaps. */
const at = (halfHour: number): string => new Date(Date.UTC(2027, 0, 5, 8, 30 * halfHour)).toISOString();

const Timed = z.looseObject({
  id: z.string(),
  start: z.object({ dateTime: z.string() }),
  end: z.object({ dateTime: z.string() }),
  transparency: z.string().optional(),
});

/** What is in their calendar and not of ours: an invited host's copy has the id of the organizer's event. */
const foreign = async (user: string) => {
  const own = (await hub().google.state()).events.filter((event) => event.extendedProperties);
  const ours = new Set(own.map(({ id }) => id));
  return (await liveEvents(hub(), user)).map((event) => Timed.parse(event)).filter(({ id }) => !ours.has(id));
};

const live = async (): Promise<BookingView[]> => {
  const path = '/v1/bookings?from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z&status=confirmed&limit=100';
  return (await hub().ask(BookingsView, 'GET', path, { user: 'ada' })).items;
};

/** By looking at every calendar and at every booking. */
const expectedOf = async (booking: BookingView, all: readonly BookingView[]): Promise<string[]> => {
  const found = new Set<string>();
  for (const { userId } of booking.hosts) {
    const others = all.filter(
      ({ id, hosts }) => id !== booking.id && hosts.some((host) => host.userId === userId),
    );
    const events = (await foreign(userId)).filter(({ transparency }) => transparency !== 'transparent');
    const times = [
      ...others,
      ...events.map(({ start, end }) => ({ start: start.dateTime, end: end.dateTime })),
    ];
    for (const { start, end } of times)
      if (Date.parse(start) < Date.parse(booking.end) && Date.parse(booking.start) < Date.parse(end))
        found.add(`${userId} ${new Date(start).toISOString()} ${new Date(end).toISOString()}`);
  }
  return [...found].toSorted();
};

type Pick = <T>(all: readonly T[]) => T | undefined;

interface Luck {
  readonly pick: Pick;
  readonly when: () => { readonly start: string; readonly end: string };
}

const luckOf = (seed: number): Luck => {
  const random = seededRandom(seed);
  const pick: Pick = (all) => all[Math.floor(random() * all.length)];
  return {
    pick,
    when: () => {
      const start = Math.floor(random() * 10);
      return { start: at(start), end: at(start + 1 + Math.floor(random() * 3)) };
    },
  };
};

const onBooking = async ({ pick }: Luck, method: string, path: string, body: Record<string, unknown>) => {
  const booking = pick(await live());
  if (booking) await hub().call(method, `/v1/bookings/${booking.id}${path}`, { user: 'ada', body });
};

const onEvent = async ({ pick }: Luck, act: (hands: Hands, id: string) => Promise<unknown>) => {
  const user = pick(HOSTS) ?? 'ben';
  const event = pick(await foreign(user));
  if (event) await act(await inGoogle(hub(), user), event.id);
};
type Hands = Awaited<ReturnType<typeof inGoogle>>;

/** Whoever organizes it moves the event of a booking by hand; whatever else is then. */
const moveOwn = async ({ pick, when }: Luck): Promise<void> => {
  await hub().settle();
  const user = pick(HOSTS) ?? 'ben';
  const event = pick((await liveEvents(hub(), user)).filter(({ extendedProperties }) => extendedProperties));
  const { start, end } = when();
  if (event) await (await inGoogle(hub(), user)).move(String(event.id), start, end);
};

const addEvent = async ({ pick, when }: Luck): Promise<void> => {
  const { start, end } = when();
  const hands = await inGoogle(hub(), pick(HOSTS) ?? 'ben');
  await hands.add({ summary: 'Private', start: { dateTime: start }, end: { dateTime: end } });
};

const addBooking = async ({ pick, when }: Luck): Promise<void> => {
  const hosts = pick([['ben'], ['chloe'], ['ben', 'chloe']]);
  const body = order({ hosts, ...when(), allowConflicts: true });
  await hub().call('POST', '/v1/bookings', { user: 'ada', body });
};

const ALL: readonly ((luck: Luck) => Promise<void>)[] = [
  addEvent,
  addEvent,
  addBooking,
  addBooking,
  (luck) => onEvent(luck, (hands, id) => hands.remove(id)),
  (luck) =>
    onEvent(luck, (hands, id) => hands.edit(id, { transparency: luck.pick(['transparent', 'opaque']) })),
  (luck) => onEvent(luck, (hands, id) => hands.move(id, luck.when().start, at(14))),
  (luck) => onBooking(luck, 'PATCH', '', { ...luck.when(), allowConflicts: true }),
  (luck) =>
    onBooking(luck, 'PATCH', '', {
      hosts: luck.pick([['ben'], ['chloe'], ['chloe', 'ben']]),
      allowConflicts: true,
    }),
  (luck) => onBooking(luck, 'POST', '/cancel', {}),
  moveOwn,
];

/** Resolves to how many conflicts there are. */
const expectTruth = async (): Promise<number> => {
  await hub().settle();
  await hub().advance('PT1M');
  const all = await live();
  for (const booking of all) {
    const shown = booking.conflicts.map(({ userId, start, end }) => `${userId} ${start} ${end}`);
    expect([booking.id, shown.toSorted()]).toEqual([booking.id, await expectedOf(booking, all)]);
  }
  return all.flatMap(({ conflicts }) => conflicts).length;
};

describe('whatever planners and hosts do', { timeout: 120_000 }, () => {
  it.each([5])(
    '[SYNC-22] every booking shows what else its hosts have, and nothing else (story %i)',
    async (seed) => {
      const luck = luckOf(seed);
      for (const user of HOSTS) await connectGoogle(hub(), user);
      const [start, end] = [at(2), at(4)];
      const meeting = order({ start: at(3), end: at(5), allowConflicts: true });
      await (await inGoogle(hub(), 'ben')).add({ start: { dateTime: start }, end: { dateTime: end } });
      await hub().call('POST', '/v1/bookings', { user: 'ada', body: meeting });
      expect(await expectTruth()).toBe(1);
      for (let act = 1; act <= ACTS; act += 1) {
        await luck.pick(ALL)?.(luck);
        if (act % 4 === 0) await expectTruth();
      }
    },
  );
});
