import { describe, expect, it } from 'vitest';
import { ExternalEvents } from '../../events/http/external-events.ts';
import { processClock } from '../../infra/local/clock.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { tableRequests } from '../support/counted-requests.ts';
import { useHub } from '../support/hub.ts';
import { inGoogle } from '../support/meeting.ts';

const hub = useHub();
const PEOPLE = ['ada', 'ben', 'chloe'];

const titles = async (user: string, from: string, to: string): Promise<readonly string[]> => {
  const query = new URLSearchParams({ from, to }).toString();
  const path = `/v1/users/${user}/external-events?${query}`;
  return (await hub().ask(ExternalEvents, 'GET', path, { user })).items.map(({ title }) => title);
};

const on = (day: string) => ({
  start: { dateTime: `${day}T10:00:00Z` },
  end: { dateTime: `${day}T11:00:00Z` },
});

const mark = async (): Promise<number> => (await hub().google.state()).calls.length;
const callsFrom = async (from: number) => (await hub().google.state()).calls.slice(from);
const isRead = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'GET' && /\/events(\?|$)/u.test(path);

describe('a calendar of which nothing is told', { timeout: 60_000 }, () => {
  it('[SYNC-13] shows a change up to a year ahead within the hour, and what lies beyond not at all', async () => {
    for (const user of PEOPLE) await connectGoogle(hub(), user);
    await hub().settle();
    await hub().google.webhooks({ mode: 'drop' });
    for (const user of PEOPLE) {
      const google = await inGoogle(hub(), user);
      await google.add({ summary: 'Soon', ...on('2027-01-05') });
      await google.add({ summary: 'Next Christmas', ...on('2027-12-24') });
      await google.add({ summary: 'Beyond', ...on('2028-01-20') });
    }
    await hub().advance('PT1H');
    for (const user of PEOPLE)
      expect(await titles(user, '2027-01-04T00:00:00Z', '2028-02-01T00:00:00Z')).toEqual([
        'Soon',
        'Next Christmas',
      ]);
  });

  it('[SYNC-13] shows a move and a deletion of each later hour as well', async () => {
    await connectGoogle(hub(), 'ben');
    const ben = await inGoogle(hub(), 'ben');
    const { id: moved } = await ben.add({ summary: 'Moved', ...on('2027-01-05') });
    const { id: gone } = await ben.add({ summary: 'Gone', ...on('2027-01-05') });
    await hub().settle();
    await hub().google.webhooks({ mode: 'drop' });
    await hub().advance('PT3H');
    const later = await inGoogle(hub(), 'ben');
    await later.move(String(moved), '2027-01-06T10:00:00Z', '2027-01-06T11:00:00Z');
    await later.remove(String(gone));
    await hub().advance('PT1H');
    expect(await titles('ben', '2027-01-05T00:00:00Z', '2027-01-06T00:00:00Z')).toEqual([]);
    expect(await titles('ben', '2027-01-06T00:00:00Z', '2027-01-07T00:00:00Z')).toEqual(['Moved']);
  });

  it('costs one call and two requests where nothing has changed', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().settle();
    await hub().advance('PT2M');
    const from = await mark();
    let requests: readonly string[] = [];
    for (let minutes = 2; minutes < 60 && !(await callsFrom(from)).some(isRead); minutes += 5) {
      processClock.advance(5 * 60_000);
      await hub().runSchedule('sweep');
      requests = await tableRequests(() => hub().settle());
    }
    const calls = await callsFrom(from);
    const tokens = calls.filter(({ path }) => path.includes('/token')).length;
    expect(calls).toHaveLength(1 + tokens);
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.length).toBeLessThanOrEqual(tokens === 0 ? 2 : 5);
  });

  it('is not asked again shortly after it was read for another reason', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().settle();
    const from = await mark();
    // Each change is told of and read; the clock finds nothing left to do in between.
    for (let minutes = 0; minutes < 90; minutes += 9) {
      await (await inGoogle(hub(), 'ben')).add({ summary: `At ${minutes}`, ...on('2027-01-05') });
      await hub().advance('PT9M');
    }
    expect((await callsFrom(from)).filter(isRead)).toHaveLength(10);
  });
});
