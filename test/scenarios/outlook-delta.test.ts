import { describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import { outlookAccountOf } from '../support/connect-outlook.ts';
import { useHub } from '../support/hub.ts';
import { deafBen, graphMark, graphReads, hourAt, readNow, shownOf } from '../support/outlook-calendar.ts';
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
  it('is told again and again: each time as it is by then', async () => {
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

  it('arrives over pages, some of them empty, and the last word on an event counts', async () => {
    await deafBen(hub());
    const link = (name: string, token: string) => ({
      [`@odata.${name}`]: `${hub().microsoft.url}/v1.0/me/calendarView/delta?$${token}`,
    });
    const event = (id: string, hour: number) => ({
      id,
      subject: id,
      showAs: 'busy',
      ...hourAt('2027-01-11', hour),
    });
    const gone = (id: string) => ({ id, '@removed': { reason: 'deleted' } });
    const pages: [string, object[], object][] = [
      ['deltatoken', [event('A', 9), event('B', 10), gone('C')], link('nextLink', 'skiptoken=2')],
      ['skiptoken=2', [], link('nextLink', 'skiptoken=3')],
      ['skiptoken=3', [event('A', 14), gone('B'), event('C', 16)], link('deltaLink', 'deltatoken=after')],
    ];
    for (const [path, value, more] of pages)
      await hub().microsoft.fault({
        match: { path },
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ value, ...more }),
        times: 1,
      });
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(['01-11 14:00 A', '01-11 16:00 C']);
    expect(String((await feed())?.cursor)).toContain('deltatoken=after');
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
