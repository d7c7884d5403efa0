import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { type Hub, useHub } from '../support/hub.ts';
import { callsSince, inGoogle, liveEvents, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();

const DENTIST = {
  summary: 'Dentist',
  start: { dateTime: '2027-01-05T10:00:00Z' },
  end: { dateTime: '2027-01-05T11:00:00Z' },
};
const words = (reason: string) => ({ error: { code: 403, message: 'x', errors: [{ reason }] } });

const rows = async (): Promise<unknown[]> =>
  (await storedItems(hub(), 'FEED#')).filter(({ sk }) => String(sk).startsWith('EVENT#'));

const states = async (): Promise<unknown[]> =>
  (await storedItems(hub(), 'USER#'))
    .filter(({ sk }) => String(sk).startsWith('CONNECTION#'))
    .map(({ state }) => state);

/** What waits, waits on its item: nothing lies in a queue. */
const queued = ({ aws }: Hub): number =>
  (['sync', 'provision', 'mail'] as const)
    .map((name) => aws.byName[name])
    .reduce((sum, { queue, deadLetters }) => sum + queue.peek().length + deadLetters.peek().length, 0);

const calledSince = async (mark: number, call: string): Promise<number> =>
  (await callsSince(hub(), mark)).filter((each) => each === call).length;

describe('a calendar that is refused for now', () => {
  it.each([
    ['429 rateLimitExceeded', { status: 429 }],
    ['403 rateLimitExceeded', { status: 403, body: words('rateLimitExceeded') }],
    ['403 userRateLimitExceeded', { status: 403, body: words('userRateLimitExceeded') }],
    ['403 with a word of next year', { status: 403, body: words('lunchBreak') }],
    ['500 backendError', { status: 500 }],
    ['502 with a page', { status: 502, body: '<html>Bad gateway</html>' }],
    ['503 without a body', { status: 503, body: '' }],
    ['200 with half an answer', { status: 200, body: '{"items":[' }],
    ['a connection that breaks', { reset: true }],
  ])('%s: it is read again when its wait is over, and nothing is lost', async (_, fault) => {
    const { google, settle, advance } = hub();
    await connectGoogle(hub(), 'ben');
    const { add } = await inGoogle(hub(), 'ben');
    await google.fault({ match: { method: 'GET', path: '/events' }, ...fault, times: 2 });
    await add(DENTIST);
    await settle();
    expect([(await rows()).length, queued(hub())]).toEqual([0, 0]);
    await advance('PT3M');
    expect([(await rows()).length, queued(hub()), await states()]).toEqual([1, 0, ['connected']]);
  });

  it('it is left alone for as long as Google asks', async () => {
    const { google, settle, advance } = hub();
    await connectGoogle(hub(), 'ben');
    const { add } = await inGoogle(hub(), 'ben');
    const headers = { 'retry-after': '600' };
    await google.fault({ match: { method: 'GET', path: '/events' }, status: 429, headers });
    await add(DENTIST);
    await settle();
    const before = (await google.state()).calls.length;
    await add(DENTIST);
    await advance('PT9M30S');
    expect(await callsSince(hub(), before)).toEqual([]);
    await advance('PT4M');
    expect(await calledSince(before, 'GET events')).toBe(1);
    expect((await rows()).length).toBe(2);
  });

  it('a booking waits for an hour where its account is over its own limit, and is written once', async () => {
    const { google, settle, advance } = hub();
    await connectGoogle(hub(), 'ben');
    const body = words('quotaExceeded');
    await google.fault({ match: { method: 'POST', path: '/events$' }, status: 403, body });
    const before = (await google.state()).calls.length;
    const { id } = await book(hub(), { guests: [] });
    await settle();
    await advance('PT59M');
    expect(await calledSince(before, 'POST events')).toBe(1);
    expect((await readBooking(hub(), id)).hosts[0]?.calendar.state).toBe('pending');
    expect(queued(hub())).toBe(0);
    await advance('PT10M');
    expect(await calledSince(before, 'POST events')).toBe(2);
    expect((await readBooking(hub(), id)).hosts[0]?.calendar.state).toBe('synced');
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
  });
});
