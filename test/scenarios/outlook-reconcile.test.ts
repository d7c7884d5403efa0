import { describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import { choose } from '../support/calendars.ts';
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

const feed = async () => (await storedItems(hub(), 'FEED#')).find(({ sk }) => sk === 'FEED');

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

  it('is all that there is of a calendar whose changes Microsoft does not tell: it is compared', async () => {
    await hub().microsoft.fault({ match: { path: 'calendars/.*/delta' }, status: 400, times: 100 });
    const ben = await deafBen(hub());
    await hub().microsoft.account({
      email: outlookAccountOf('ben'),
      name: 'ben',
      calendars: [{ name: 'Team' }],
    });
    const { value } = await ben.call('GET', '/v1.0/me/calendars?$top=100');
    const team = (Array.isArray(value) ? value : []).find(({ name }) => name === 'Team');
    const path = `/v1.0/me/calendars/${encodeURIComponent(String(team?.id))}/events`;
    const { id } = await ben.call('POST', path, { subject: 'Team day', ...hourAt('2027-01-06', 10) });
    await choose(hub(), 'Team', { busy: true });
    expect(await shownOf(hub())).toEqual(['01-06 10:00 Team day']);
    await ben.remove(String(id));
    await hub().advance('PT1H');
    expect(await shownOf(hub())).toEqual([]);
  });
});
