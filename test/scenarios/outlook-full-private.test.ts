import { afterEach, describe, expect, it, vi } from 'vitest';
import { outlookAccountOf } from '../support/connect-outlook.ts';
import { useHub } from '../support/hub.ts';
import { readBooking, told } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';
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
  wholeDays,
} from '../support/outlook-calendar.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const ALLOWED = new Set([
  'start',
  'end',
  'isAllDay',
  'showAs',
  'isCancelled',
  'isOrganizer',
  'responseStatus',
  'type',
  'seriesMasterId',
  'transactionId',
]);

/** Everything that an event can give away, each marked by the same rare word. */
const telling = (word: string) => ({
  subject: `${word} title`,
  body: { contentType: 'text', content: `${word} body` },
  location: { displayName: `${word} place` },
  attendees: [{ emailAddress: { address: `${word}@elsewhere.example`, name: `${word} person` } }],
});

/** The bodies of all answers that the hub had from Graph. */
const heardByHub = (): readonly string[] => {
  const heard: string[] = [];
  const send = globalThis.fetch;
  vi.stubGlobal('fetch', async (...call: Parameters<typeof fetch>) => {
    const answer = await send(...call);
    const isHub = new Headers(call[1]?.headers).get('prefer')?.includes('IdType') === true;
    if (isHub) heard.push(await answer.clone().text());
    return answer;
  });
  return heard;
};

describe('an Outlook calendar of which only times may be known', { timeout: 60_000 }, () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('[SYNC-08] is asked for nothing else, and nothing else ever arrives', async () => {
    const heard = heardByHub();
    const ben = await deafBen(hub(), { privacy: 'full_private' });
    await ben.add({ ...telling('kanarek'), ...hourAt('2027-01-05', 10) });
    await ben.add({ ...telling('kanarek'), sensitivity: 'private', ...hourAt('2027-01-05', 12) });
    const { id } = await ben.add({
      ...telling('kanarek'),
      ...hourAt('2027-01-06', 9),
      ...daily('2027-01-06', 3),
    });
    const [, second] = await meetingsOf(ben, id, ['2027-01-05', '2027-01-12']);
    await ben.edit(String(second?.id), { subject: 'kanarek exception', ...hourAt('2027-01-07', 15) });
    await ben.add({ ...telling('kanarek'), ...wholeDays('2027-01-10', '2027-01-11') });
    // Somebody else invites ben.
    const other = 'kanarek.boss@contoso.example';
    await hub().microsoft.account({ email: other, name: 'kanarek boss' });
    const theirs = await hub().microsoft.as(other);
    await theirs('POST', '/v1.0/me/events', {
      ...telling('kanarek'),
      ...hourAt('2027-01-12', 9),
      attendees: [{ emailAddress: { address: outlookAccountOf('ben') } }],
    });
    await readNow(hub());
    await hub().advance('PT1H');
    const path = '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-09T00:00:00Z';
    expect((await hub().call('GET', path, { user: 'ada' })).status).toBe(200);
    expect((await shownOf(hub())).map((line) => line.slice(12))).toEqual(
      Array.from({ length: 7 }, () => 'Busy'),
    );
    const reads = (await graphReads(hub())).filter((read) => !read.includes('$filter'));
    expect(reads.length).toBeGreaterThan(3);
    for (const read of reads) {
      expect(read).toMatch(/^\/me\/calendar\/calendarView\?/u);
      const select = new URLSearchParams(read.slice(read.indexOf('?'))).get('$select');
      expect(select?.split(',').filter((field) => !ALLOWED.has(field))).toEqual([]);
    }
    expect(heard.length).toBeGreaterThan(reads.length);
    const known = JSON.stringify([heard, await storedItems(hub(), ''), hub().logs(), await told(hub())]);
    expect(known).not.toContain('kanarek');
  });

  it('shows what is new, moved, free and deleted, of the next weeks at once', async () => {
    const ben = await deafBen(hub(), { privacy: 'full_private' });
    const one = await ben.add(hourAt('2027-01-05', 10));
    const two = await ben.add(hourAt('2027-01-06', 10));
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(['01-05 10:00 Busy', '01-06 10:00 Busy']);
    await ben.remove(String(one.id));
    await ben.move(String(two.id), '2027-01-06T12:00:00Z', '2027-01-06T13:00:00Z');
    const three = await ben.add(hourAt('2027-01-07', 10));
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(['01-06 12:00 Busy', '01-07 10:00 Busy']);
    await ben.edit(String(three.id), { showAs: 'free' });
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(['01-06 12:00 Busy']);
  });

  it('is read over pages, and what seems gone is looked for once more', async () => {
    const ben = await deafBen(hub(), { privacy: 'full_private' });
    for (let day = 5; day < 9; day += 1) await ben.add(hourAt(`2027-01-0${day}`, 10));
    await readNow(hub());
    const lines = await shownOf(hub());
    const own = await hub().microsoft.state();
    const item = (index: number) => ({
      id: String(own.events[index]?.id),
      ...hourAt(`2027-01-0${5 + index}`, 10),
    });
    // A list that moved up between two pages has skipped the third.
    const page = (values: object[], more: object = {}) => ({
      match: { path: 'calendarView' },
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ value: values, ...more }),
      times: 1,
    });
    const next = { '@odata.nextLink': `${hub().microsoft.url}/v1.0/me/calendar/calendarView?$skiptoken=2` };
    await hub().microsoft.fault(page([item(0), item(1)], next));
    await hub().microsoft.fault(page([item(3)]));
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(lines);
  });

  it('takes its own meetings for no time, and cancels one that its owner deletes', async () => {
    const ben = await deafBen(hub(), { privacy: 'full_private' });
    const { id } = await book(hub(), { guests: [] });
    await hub().settle();
    await hub().advance('PT1M');
    await readNow(hub());
    expect(await shownOf(hub())).toEqual([]);
    const own = (await hub().microsoft.state()).events[0];
    await (await inOutlook(hub(), 'ben')).remove(String(own?.id));
    await readNow(hub());
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect(ben.call).toBeDefined();
  });

  it('refuses what overlaps a time of which nothing else is known', async () => {
    const ben = await deafBen(hub(), { privacy: 'full_private' });
    await ben.add({ ...telling('kanarek'), ...hourAt('2027-01-07', 14) });
    const mark = await graphMark(hub());
    await readNow(hub());
    expect(await graphReads(hub(), mark)).toHaveLength(1);
    const body = order({ start: '2027-01-07T14:30:00Z', end: '2027-01-07T15:30:00Z' });
    expect((await hub().call('POST', '/v1/bookings', { user: 'ben', body })).status).toBe(409);
  });
});
