import { describe, expect, it } from 'vitest';
import { ExternalEvents } from '../../events/http/external-events.ts';
import { processClock } from '../../infra/local/clock.ts';
import { durationMs } from '../../infra/local/duration.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, callsSince, inGoogle } from '../support/meeting.ts';

const hub = useHub();
const ALL = ['2027-01-01T00:00:00Z', '2028-02-01T00:00:00Z'] as const;

const shown = async (from: string, to: string) => {
  const query = new URLSearchParams({ from, to }).toString();
  const path = `/v1/users/ben/external-events?limit=100&${query}`;
  return (await hub().ask(ExternalEvents, 'GET', path, { user: 'ben' })).items.map(
    ({ title, start, end }) => `${title}: ${start} – ${end}`,
  );
};

const living = (zone: string) => hub().google.account({ email: accountOf('ben'), name: 'Ben', zone });
const add = async (event: Record<string, unknown>): Promise<string> => {
  const { id } = await (await inGoogle(hub(), 'ben')).add(event);
  await hub().settle();
  return String(id);
};
const at = (start: string, end: string) => ({ start: { dateTime: start }, end: { dateTime: end } });
const weekly = (...rule: string[]) => ({ recurrence: [`RRULE:${['FREQ=WEEKLY', ...rule].join(';')}`] });

describe('times at the edges', { timeout: 60_000 }, () => {
  it.each([
    ['Europe/Prague', '2027-03-28', '2027-03-27T23:00:00.000Z', '2027-03-28T22:00:00.000Z'],
    ['Europe/Prague', '2027-10-31', '2027-10-30T22:00:00.000Z', '2027-10-31T23:00:00.000Z'],
    ['Pacific/Apia', '2027-07-05', '2027-07-04T11:00:00.000Z', '2027-07-05T11:00:00.000Z'],
    ['Asia/Kathmandu', '2027-07-05', '2027-07-04T18:15:00.000Z', '2027-07-05T18:15:00.000Z'],
    ['America/Santiago', '2027-09-05', '2027-09-05T04:00:00.000Z', '2027-09-06T03:00:00.000Z'],
  ])('a whole day in %s, %s, is from its first instant to its last', async (zone, date, start, end) => {
    await connectGoogle(hub(), 'ben');
    await living(zone);
    await hub().advance('PT1H');
    const next = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
    await add({ summary: 'Off', start: { date }, end: { date: next } });
    expect(await shown(...ALL)).toEqual([`Off: ${start} – ${end}`]);
  });

  it('whole days move with the zone of their calendar, also those that nobody touched', async () => {
    await connectGoogle(hub(), 'ben');
    await living('Europe/Prague');
    await hub().advance('PT1H');
    await add({ summary: 'Off', start: { date: '2027-01-05' }, end: { date: '2027-01-06' } });
    await add({ summary: 'Noon', ...at('2027-01-07T12:00:00Z', '2027-01-07T13:00:00Z') });
    const untouched = 'Noon: 2027-01-07T12:00:00.000Z – 2027-01-07T13:00:00.000Z';
    expect(await shown(...ALL)).toEqual([
      'Off: 2027-01-04T23:00:00.000Z – 2027-01-05T23:00:00.000Z',
      untouched,
    ]);
    await living('America/New_York');
    await hub().advance('PT1H');
    expect(await shown(...ALL)).toEqual([
      'Off: 2027-01-05T05:00:00.000Z – 2027-01-06T05:00:00.000Z',
      untouched,
    ]);
  });

  it('a series keeps to the wall clock of its zone on both sides of an hour that does not exist', async () => {
    await connectGoogle(hub(), 'ben');
    await add({
      summary: 'Early',
      start: { dateTime: '2027-03-27T02:30:00', timeZone: 'Europe/Prague' },
      end: { dateTime: '2027-03-27T03:30:00', timeZone: 'Europe/Prague' },
      recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
    });
    const days = await shown(...ALL);
    expect(days).toHaveLength(3);
    expect(days[0]).toBe('Early: 2027-03-27T01:30:00.000Z – 2027-03-27T02:30:00.000Z');
    expect(days[2]).toBe('Early: 2027-03-29T00:30:00.000Z – 2027-03-29T01:30:00.000Z');
  });

  it('an endless series fills the window and nothing beyond; cut off, what was left of it goes', async () => {
    await connectGoogle(hub(), 'ben');
    const id = await add({
      summary: 'Weekly',
      start: { dateTime: '2027-01-05T10:00:00', timeZone: 'UTC' },
      end: { dateTime: '2027-01-05T11:00:00', timeZone: 'UTC' },
      ...weekly(),
    });
    expect(await shown(...ALL)).toHaveLength(52);
    expect((await shown(...ALL)).at(-1)).toContain('2027-12-28T10:00');
    await (await inGoogle(hub(), 'ben')).edit(id, weekly('UNTIL=20270201T000000Z'));
    await hub().settle();
    expect(await shown(...ALL)).toHaveLength(4);
  });

  it('an event that is moved out of the window goes, and comes back with it', async () => {
    await connectGoogle(hub(), 'ben');
    const id = await add({ summary: 'Far', ...at('2027-01-05T10:00:00Z', '2027-01-05T11:00:00Z') });
    const ben = await inGoogle(hub(), 'ben');
    await ben.move(id, '2028-01-20T10:00:00Z', '2028-01-20T11:00:00Z');
    await hub().settle();
    expect(await shown(...ALL)).toEqual([]);
    await ben.move(id, '2027-01-06T10:00:00Z', '2027-01-06T11:00:00Z');
    await hub().settle();
    expect(await shown(...ALL)).toHaveLength(1);
  });

  it('what time brings into the window shows within a day, though nobody touched it', async () => {
    await connectGoogle(hub(), 'ben');
    await add({ summary: 'Next year', ...at('2028-01-06T10:00:00Z', '2028-01-06T11:00:00Z') });
    expect(await shown(...ALL)).toEqual([]);
    // An hour before it comes into the window.
    processClock.advance(durationMs('P2D') ?? 0);
    await hub().settle();
    expect(await shown(...ALL)).toEqual([]);
    await hub().advance('PT25H');
    expect(await shown(...ALL)).toHaveLength(1);
  });
});

describe('a channel', { timeout: 60_000 }, () => {
  it('that nobody knows any more is stopped once, however often it is heard of', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT1M');
    const { channels, calls } = await hub().google.state();
    for (const number of ['2', '5', '6', '9']) {
      const headers = {
        'x-goog-channel-id': 'chn_of_long_ago',
        'x-goog-resource-id': String(channels[0]?.resourceId),
        'x-goog-resource-state': 'exists',
        'x-goog-message-number': number,
        'x-goog-channel-token': String(channels[0]?.token),
      };
      expect((await hub().call('POST', '/webhooks/google', { headers })).status).toBe(200);
      await hub().settle();
    }
    const stops = (await callsSince(hub(), calls.length)).filter((call) => call.includes('channels/stop'));
    expect(stops).toHaveLength(1);
  });

  it('that has told of nothing twice is replaced', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT1M');
    const before = (await hub().google.state()).channels.map(({ id }) => id);
    await hub().google.webhooks({ mode: 'drop' });
    for (const hour of ['10', '11']) {
      await add({ summary: 'Silent', ...at(`2027-01-05T${hour}:00:00Z`, `2027-01-05T${hour}:30:00Z`) });
      await hub().advance('PT1H');
    }
    const after = (await hub().google.state()).channels.map(({ id }) => id);
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
  });
});
