import { connectGoogle } from '../support/connect-google.ts';
import { offered } from '../support/event-type.ts';
import { guest, reserve } from '../support/guest-booking.ts';
import type { Hub } from '../support/hub.ts';
import type { Row } from './row.ts';

const GUESTS = 500;
const STARTS = 16;
const FAY = { name: 'Fay', email: 'fay@acme.example' };
const HOSTS = ['ada', 'ben', 'chloe', 'dan', 'fay'];

const at = (halfHours: number): string =>
  new Date(Date.parse('2027-01-05T09:00:00Z') + halfHours * 1_800_000).toISOString();

const connectAll = async (hub: Hub): Promise<void> => {
  await hub.call('PUT', '/v1/admin/users/fay', { user: 'ada', body: FAY });
  for (const id of HOSTS)
    await connectGoogle(hub, id === 'fay' ? { sub: id, org: 'acme', role: 'member', ...FAY } : id);
};

/** How many events there are in each host's calendar. */
const eventCounts = async (hub: Hub): Promise<readonly number[]> => {
  await hub.advance('PT10M');
  const live = (await hub.google.state()).events.filter(({ status }) => status !== 'cancelled');
  return [...Map.groupBy(live, ({ calendar }) => String(calendar)).values()].map((all) => all.length);
};

type Answer = Awaited<ReturnType<typeof reserve>>;

/** All of them in one moment. */
const rush = (hub: Hub, id: string): Promise<readonly Answer[]> =>
  Promise.all(
    Array.from({ length: GUESTS }, (_, nth) =>
      reserve(hub, id, { start: at(nth % STARTS), guest: guest(nth) }),
    ),
  );

/** 500 guests press the button for a working day of a round robin with 5 hosts: every slot is filled once, and none is left. */
export const parallelBookings = async (hub: Hub, fresh: () => Promise<void>): Promise<Row> => {
  await fresh();
  await connectAll(hub);
  const { id } = await offered(hub, {
    kind: 'round_robin',
    hosts: HOSTS.map((userId) => ({ userId })),
  });
  const from = performance.now();
  const answers = await rush(hub, id);
  const seconds = (performance.now() - from) / 1000;
  const slots = HOSTS.length * STARTS;
  const count = (wanted: number): number => answers.filter(({ status }) => status === wanted).length;
  const [booked, refused] = [count(201), count(409)];
  const events = await eventCounts(hub);
  const unfair = HOSTS.length - events.filter((each) => each === STARTS).length;
  return {
    what: `${GUESTS} guests for ${slots} slots of ${HOSTS.length} hosts: turned away with one left, unanswered, or hosts with more or fewer than their share`,
    measured: Math.abs(slots - booked) + (GUESTS - booked - refused) + unfair,
    budget: 0,
    unit: '',
    note: `${booked} booked, ${refused} offered other times, in ${seconds.toFixed(0)} s; ${events.join(', ')} events`,
  };
};
