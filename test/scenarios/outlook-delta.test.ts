import { describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import { outlookAccountOf } from '../support/connect-outlook.ts';
import { tableRequests } from '../support/counted-requests.ts';
import { useHub } from '../support/hub.ts';
import { readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { inOutlook } from '../support/outlook.ts';
import {
  daily,
  deafBen,
  graphMark,
  graphReads,
  hourAt,
  meetingsOf,
  readNow,
  shownOf,
} from '../support/outlook-calendar.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const LETTERS = ['A', 'B', 'C', 'D', 'E'];
const LINES = LETTERS.map((letter, index) => `01-${11 + index} 10:00 ${letter}`);
const ACCOUNT = outlookAccountOf('ben');

type Ben = Awaited<ReturnType<typeof deafBen>>;

const addAll = async (ben: Ben): Promise<void> => {
  for (const [index, subject] of LETTERS.entries())
    await ben.add({ subject, ...hourAt(`2027-01-${11 + index}`, 10) });
};

const feed = async () => (await storedItems(hub(), 'FEED#')).find(({ sk }) => sk === 'FEED');
const quirks = (wanted: Record<string, unknown>) => hub().microsoft.control('quirks', wanted);

describe('what changes in Outlook', { timeout: 60_000 }, () => {
  it('arrives over pages, some of them empty, however often it is told', async () => {
    const ben = await deafBen(hub());
    await addAll(ben);
    await quirks({ deltaReplays: true });
    await readNow(hub());
    const { id } = await ben.add({ subject: 'Gone', ...hourAt('2027-01-08', 10) });
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(['01-08 10:00 Gone', ...LINES]);
    await ben.remove(String(id));
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(LINES);
    await quirks({});
  });

  it('leaves the window with its event, and what was never in it is no news', async () => {
    const ben = await deafBen(hub());
    const { id } = await ben.add({ subject: 'Dentist', ...hourAt('2027-01-06', 14) });
    await readNow(hub());
    await ben.add({ subject: 'Far', ...hourAt('2029-01-06', 14) });
    await ben.move(String(id), '2029-01-07T14:00:00Z', '2029-01-07T15:00:00Z');
    await readNow(hub());
    expect(await shownOf(hub())).toEqual([]);
    await ben.move(String(id), '2027-01-07T14:00:00Z', '2027-01-07T15:00:00Z');
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(['01-07 14:00 Dentist']);
  });

  it('is read again from the same link where a page of it failed', async () => {
    const ben = await deafBen(hub());
    await addAll(ben);
    const before = (await feed())?.cursor;
    await hub().microsoft.fault({ match: { path: 'calendarView/delta' }, status: 503, times: 1 });
    await readNow(hub());
    expect([await shownOf(hub()), (await feed())?.cursor]).toEqual([[], before]);
    await hub().advance('PT1M');
    expect(await shownOf(hub())).toEqual(LINES);
    expect((await feed())?.cursor).not.toBe(before);
  });

  it.each(['410', 'not_found'])(
    'is read anew where the link is dead (%s), and cancels nothing',
    async (how) => {
      const ben = await deafBen(hub());
      const { id } = await ben.add({ subject: 'Gone', ...hourAt('2027-01-08', 10) });
      await readNow(hub());
      await ben.remove(String(id));
      await addAll(ben);
      await hub().microsoft.control('resync', { account: ACCOUNT, how });
      await readNow(hub());
      expect(await shownOf(hub())).toEqual(LINES);
      const first = (await feed())?.generation;
      // Once more within the hour: what is known is compared, and kept.
      await ben.add({ subject: 'New', ...hourAt('2027-01-08', 12) });
      await hub().microsoft.control('resync', { account: ACCOUNT, how });
      await readNow(hub());
      expect(await shownOf(hub())).toEqual(['01-08 12:00 New', ...LINES]);
      expect((await feed())?.generation).toBe(first);
      await hub().advance('PT2H');
      expect((await feed())?.generation).not.toBe(first);
      expect((await feed())?.cursor).toBeDefined();
      expect(await shownOf(hub())).toEqual(['01-08 12:00 New', ...LINES]);
    },
  );

  it('comes to an end where Microsoft’s pages do not: the calendar is compared for a day', async () => {
    const ben = await deafBen(hub());
    await addAll(ben);
    await quirks({ endlessDelta: true });
    const mark = await graphMark(hub());
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(LINES);
    expect((await graphReads(hub(), mark)).length).toBeLessThan(10);
    await ben.add({ subject: 'New', ...hourAt('2027-01-08', 12) });
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(['01-08 12:00 New', ...LINES]);
    expect((await feed())?.cursor).toBeUndefined();
    await quirks({});
    processClock.advance(25 * 3_600_000);
    await hub().runSchedule('sweep');
    await hub().settle();
    expect((await feed())?.cursor).toBeDefined();
    expect(await shownOf(hub())).toEqual(['01-08 12:00 New', ...LINES]);
  });

  it('is known from the first read on, even if its pages never end', async () => {
    await hub().microsoft.account({ email: ACCOUNT, name: 'ben' });
    const call = await hub().microsoft.as(ACCOUNT);
    for (const subject of LETTERS)
      await call('POST', '/v1.0/me/events', { subject, ...hourAt('2027-01-11', 9) });
    await quirks({ endlessDelta: true });
    await deafBen(hub());
    expect((await shownOf(hub())).length).toBe(LETTERS.length);
    await quirks({});
  });
});

describe('what no round of changes tells', { timeout: 60_000 }, () => {
  it('is found within a day: a meeting that was taken out of a series', async () => {
    const ben = await deafBen(hub());
    const { id } = await ben.add({
      subject: 'Standup',
      ...hourAt('2027-01-05', 10),
      ...daily('2027-01-05', 4),
    });
    await readNow(hub());
    const [, second] = await meetingsOf(ben, id, ['2027-01-04', '2027-01-12']);
    await ben.remove(String(second?.id));
    const cursor = String((await feed())?.cursor);
    const nothing = { value: [], '@odata.deltaLink': `${hub().microsoft.url}/v1.0${cursor}` };
    const fault = { status: 200, body: nothing, times: 100, headers: { 'content-type': 'application/json' } };
    await hub().microsoft.fault({ match: { path: 'deltatoken' }, ...fault });
    await readNow(hub());
    expect(await shownOf(hub())).toHaveLength(4);
    processClock.advance(24 * 3_600_000);
    await hub().runSchedule('sweep');
    await hub().settle();
    expect(await shownOf(hub())).toEqual([
      '01-05 10:00 Standup',
      '01-07 10:00 Standup',
      '01-08 10:00 Standup',
    ]);
  });

  it('comes into the window day by day, and all is read anew before the link’s window ends', async () => {
    const ben = await deafBen(hub());
    await ben.add({ subject: 'A year ahead', ...hourAt('2028-01-20', 10) });
    const { id } = await book(hub(), { start: '2027-02-15T10:00:00Z', end: '2027-02-15T11:00:00Z' });
    await readNow(hub());
    const [before, first] = [await shownOf(hub()), await feed()];
    expect(before).not.toContain('01-20 10:00 A year ahead');
    processClock.advance(20 * 86_400_000);
    await hub().runSchedule('sweep');
    await hub().settle();
    expect(await shownOf(hub())).toContain('01-20 10:00 A year ahead');
    expect((await feed())?.generation).toBe(first?.generation);
    processClock.advance(11 * 86_400_000);
    await hub().runSchedule('sweep');
    await hub().settle();
    expect((await feed())?.generation).not.toBe(first?.generation);
    expect(await shownOf(hub())).toContain('01-20 10:00 A year ahead');
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
  });
});

describe('an Outlook calendar of which nothing is told', { timeout: 60_000 }, () => {
  it.each(['default', 'full_private'])(
    '[SYNC-13] shows a change up to a year ahead within the hour, and nothing beyond (%s)',
    async (privacy) => {
      const ben = await deafBen(hub(), { privacy });
      await ben.add({ subject: 'Soon', ...hourAt('2027-01-05', 10) });
      const { id } = await ben.add({ subject: 'Next Christmas', ...hourAt('2027-12-24', 10) });
      await ben.add({ subject: 'Beyond', ...hourAt('2028-01-20', 10) });
      await hub().advance('PT1H');
      const times = async () => (await shownOf(hub())).map((line) => line.slice(0, 11));
      expect(await times()).toEqual(['01-05 10:00', '12-24 10:00']);
      const later = await inOutlook(hub(), 'ben');
      await later.move(String(id), '2027-12-25T10:00:00Z', '2027-12-25T11:00:00Z');
      await hub().advance('PT1H');
      expect(await times()).toEqual(['01-05 10:00', '12-25 10:00']);
    },
  );

  it.each(['default', 'full_private'])(
    'costs one call and two requests where nothing has changed (%s)',
    async (privacy) => {
      const ben = await deafBen(hub(), { privacy });
      await ben.add({ subject: 'Soon', ...hourAt('2027-01-05', 10) });
      await readNow(hub());
      await hub().advance('PT2M');
      const from = await graphMark(hub());
      let requests: readonly string[] = [];
      for (let minutes = 2; minutes < 60 && (await graphReads(hub(), from)).length === 0; minutes += 5) {
        processClock.advance(5 * 60_000);
        await hub().runSchedule('sweep');
        requests = await tableRequests(() => hub().settle());
      }
      expect(await graphReads(hub(), from)).toHaveLength(1);
      const tokens = (await hub().microsoft.state()).calls
        .slice(from)
        .filter(({ path }) => path.includes('/token'));
      expect(requests.length).toBeGreaterThan(0);
      expect(requests.length).toBeLessThanOrEqual(tokens.length === 0 ? 2 : 5);
    },
  );
});
