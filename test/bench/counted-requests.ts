import { processClock } from '../../infra/local/clock.ts';
import { connectGoogle } from '../support/connect-google.ts';
import type { Hub } from '../support/hub.ts';
import { callsSince, inGoogle, meeting } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import type { Row } from './row.ts';
import type { ServedRequests } from './served-requests.ts';

const CHANGES = 10;

const callCount = async ({ google }: Hub): Promise<number> => (await google.state()).calls.length;

/** What the hub asks Google after each of some changes, until two minutes later; the person's own call is taken off. */
const callsPerChange = async (hub: Hub, change: (index: number) => Promise<unknown>): Promise<number[]> => {
  const counts: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const mark = await callCount(hub);
    await change(index);
    const own = (await callsSince(hub, mark)).length;
    await hub.settle();
    await hub.advance('PT2M');
    counts.push((await callCount(hub)) - mark - own);
  }
  return counts;
};

const minute = (index: number): string => String(index * 5).padStart(2, '0');

const foreignChange = async (hub: Hub): Promise<Row> => {
  await connectGoogle(hub, 'ben');
  const ben = await inGoogle(hub, 'ben');
  const counts = await callsPerChange(hub, (index) =>
    ben.add({
      summary: 'Dentist',
      start: { dateTime: `2027-01-06T10:${minute(index)}:00Z` },
      end: { dateTime: `2027-01-06T11:${minute(index)}:00Z` },
    }),
  );
  return {
    what: 'provider calls for a foreign change: one brings it, two may bring nothing',
    measured: Math.max(...counts),
    budget: 3,
    unit: 'calls',
    note: `of ${CHANGES} changes: ${counts.join(' ')}`,
  };
};

const ownChange = async (hub: Hub): Promise<Row> => {
  const { eventId } = await meeting(hub);
  const ben = await inGoogle(hub, 'ben');
  const counts = await callsPerChange(hub, (index) =>
    ben.move(eventId, `2027-01-06T10:${minute(index)}:00Z`, `2027-01-06T11:${minute(index)}:00Z`),
  );
  return {
    what: 'provider calls for a booking that is moved in the calendar: one GET more',
    measured: Math.max(...counts),
    budget: 4,
    unit: 'calls',
    note: `of ${CHANGES} moves: ${counts.join(' ')}`,
  };
};

const PEOPLE = 12;
const READS = /^GET \/calendar\/v3\/calendars\/[^/]+\/events\?/u;

const somebody = (index: number) => ({
  sub: `user-${index}`,
  org: 'acme',
  role: 'member',
  name: `User ${index}`,
  email: `user-${index}@acme.example`,
});

/** `GetItem 2, TransactWriteItems 1`: how often each, for one of so many. */
const shares = (names: readonly string[], among: number): string =>
  [...Map.groupBy(names, (name) => name.split('.')[1] ?? name)]
    .map(([name, all]) => `${name} ${Number((all.length / among).toFixed(2))}`)
    .join(', ');

/**
 * Over all calendars that are due after so many minutes: from their messages in the queue to the end of the work, so without the
 * sweep, which reads for all of them together.
 */
const reconciles = async (
  hub: Hub,
  served: ServedRequests,
  minutes: number,
): Promise<Pick<Row, 'measured' | 'note'>> => {
  processClock.advance(minutes * 60_000);
  await hub.runSchedule('sweep');
  served.clear();
  await hub.settle();
  const reads = served.of('GET ').filter((name) => READS.test(name)).length;
  if (reads === 0) throw new Error('no calendar was due');
  const asked = served.of('DynamoDB_');
  return { measured: asked.length / reads, note: shares(asked, reads) };
};

/** Google's tokens live an hour, and each calendar is read every 45 minutes: first all need a token, then few. */
const reconcileRows = async (hub: Hub, served: ServedRequests): Promise<Row[]> => {
  for (let index = 0; index < PEOPLE; index += 1) await connectGoogle(hub, somebody(index));
  await hub.advance('PT5M');
  const refreshed = await reconciles(hub, served, 76);
  const plain = await reconciles(hub, served, 53);
  return [
    {
      what: 'DynamoDB requests for a reconcile that finds nothing',
      ...plain,
      budget: 2,
      unit: 'requests',
    },
    {
      what: 'DynamoDB requests more where it needs a new token',
      measured: refreshed.measured - plain.measured,
      note: refreshed.note ?? '',
      budget: 3,
      unit: 'requests',
    },
  ];
};

const transactions = async (hub: Hub, served: ServedRequests): Promise<Row> => {
  for (const user of ['ada', 'ben', 'chloe']) await connectGoogle(hub, user);
  served.clear();
  await book(hub, { hosts: ['ada', 'ben', 'chloe'] });
  return {
    what: 'transactions for a booking with three hosts',
    measured: served.of('DynamoDB_20120810.TransactWriteItems').length,
    budget: 1,
    unit: 'transactions',
    note: `${served.of('DynamoDB_').length} DynamoDB requests in all`,
  };
};

/** What is asked of Google and of DynamoDB, counted at the local servers; `fresh` puts the hub back to its first day. */
export const countedRequests = async (
  hub: Hub,
  served: ServedRequests,
  fresh: () => Promise<void>,
): Promise<Row[]> => {
  const rows: Row[] = [];
  await fresh();
  rows.push(await foreignChange(hub));
  await fresh();
  rows.push(await ownChange(hub));
  await fresh();
  rows.push(...(await reconcileRows(hub, served)));
  await fresh();
  rows.push(await transactions(hub, served));
  return rows;
};
