import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { callsSince, inGoogle, meeting, readBooking, told } from '../support/meeting.ts';

const hub = useHub();
const Channel = z.object({ id: z.string(), resourceId: z.string(), token: z.string() });
type Headers = Record<string, string>;

const channel = async () => Channel.parse((await hub().google.state()).channels[0]);

/** What Google sends: https://developers.google.com/workspace/calendar/api/guides/push#receiving-notifications */
const pushOf = ({ id, resourceId, token }: z.infer<typeof Channel>, over: Headers = {}): Headers => ({
  'content-type': 'application/json; utf-8',
  'user-agent': 'APIs-Google',
  'x-goog-channel-id': id,
  'x-goog-channel-token': token,
  'x-goog-message-number': '7',
  'x-goog-resource-id': resourceId,
  'x-goog-resource-state': 'exists',
  'x-goog-resource-uri': 'https://www.googleapis.com/calendar/v3/calendars/primary/events?alt=json',
  ...over,
});

const send = (headers: Headers, body?: string) =>
  hub().call('POST', '/webhooks/google', { headers, ...(body !== undefined && { body }) });
const calls = async () => (await hub().google.state()).calls.length;

const without =
  (name: string) =>
  (headers: Headers): Headers =>
    Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));
const withToken =
  (change: (token: string) => string) =>
  (headers: Headers): Headers => ({
    ...headers,
    'x-goog-channel-token': change(headers['x-goog-channel-token'] ?? ''),
  });
const flip = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`;

describe('a push', { timeout: 60_000 }, () => {
  it.each<[string, (headers: Headers) => Headers]>([
    ['without a token', without('x-goog-channel-token')],
    ['without a channel', without('x-goog-channel-id')],
    ['without a state', without('x-goog-resource-state')],
    ['without a resource', without('x-goog-resource-id')],
    ['without a number', without('x-goog-message-number')],
    ['with an empty token', withToken(() => '')],
    ['with a token of words', withToken(() => 'let me in')],
    ['with a MAC that is one letter off', withToken((token) => flip(token, token.length - 5))],
    ['with a MAC cut short', withToken((token) => token.slice(0, -1))],
    ['with a MAC in another spelling of the same bytes', withToken((token) => `${token}=`)],
    ['with the feed of somebody else', withToken((token) => flip(token, 10))],
    ['with a key that nobody has', withToken((token) => token.replace(/^v1\.[^.]+/u, 'v1.k99'))],
    [
      'with a key named like a part of every object',
      withToken((token) => token.replace(/^v1\.[^.]+/u, 'v1.constructor')),
    ],
    ['with a token of another version', withToken((token) => token.replace('v1.', 'v2.'))],
    ['with two tokens in one header', withToken((token) => `${token}, ${token}`)],
    [
      'with a state that Google does not know',
      (headers) => ({ ...headers, 'x-goog-resource-state': 'gone' }),
    ],
    ['with a number that is none', (headers) => ({ ...headers, 'x-goog-message-number': '-1' })],
    ['with a channel of 65 characters', (headers) => ({ ...headers, 'x-goog-channel-id': 'c'.repeat(65) })],
  ])('%s is refused like every other, and causes nothing', async (_, change) => {
    await connectGoogle(hub(), 'ben');
    const mark = await calls();
    const { status, body } = await send(change(pushOf(await channel())));
    expect([status, body]).toEqual([401, '']);
    expect(await hub().settle()).toBe(0);
    expect(await callsSince(hub(), mark)).toEqual([]);
  });

  it("with a body is none of Google's", async () => {
    await connectGoogle(hub(), 'ben');
    const { status, body } = await send(pushOf(await channel()), '{"kind":"calendar#event"}');
    expect([status, body]).toEqual([401, '']);
    expect(await hub().settle()).toBe(0);
  });

  it('that opens a channel is acknowledged and causes nothing', async () => {
    await connectGoogle(hub(), 'ben');
    const { status } = await send(pushOf(await channel(), { 'x-goog-resource-state': 'sync' }));
    expect(status).toBe(200);
    expect(await hub().settle()).toBe(0);
  });

  it('that is replayed is acknowledged, costs at most one read at a time, and changes nothing', async () => {
    const { id, eventId } = await meeting(hub());
    await (await inGoogle(hub(), 'ben')).move(eventId, '2027-01-07T14:00:00Z', '2027-01-07T15:00:00Z');
    await hub().settle();
    const before = await readBooking(hub(), id);
    const mails = await told(hub());
    await hub().advance('PT1M');
    const replay = pushOf(await channel());
    const mark = await calls();
    for (let times = 0; times < 5; times += 1) expect((await send(replay)).status).toBe(200);
    await hub().settle();
    await hub().advance('PT2M');
    expect((await callsSince(hub(), mark)).every((call) => call === 'GET events')).toBe(true);
    expect(await readBooking(hub(), id)).toEqual(before);
    expect(await told(hub())).toEqual(mails);
  });

  it('of a channel that we no longer know stops that channel', async () => {
    await connectGoogle(hub(), 'ben');
    const present = await channel();
    const stray = pushOf({ ...present, id: 'chn_stray' });
    const mark = await calls();
    expect((await send(stray)).status).toBe(200);
    await hub().settle();
    expect(await callsSince(hub(), mark)).toEqual(['POST /calendar/v3/channels/stop']);
    expect((await channel()).id).toBe(present.id);
  });

  it('of a calendar that was disconnected is acknowledged and causes no call', async () => {
    await connectGoogle(hub(), 'ben');
    const old = pushOf(await channel());
    await hub().call('DELETE', '/v1/me/integrations/google_calendar', { user: 'ben' });
    await hub().settle();
    const mark = await calls();
    expect((await send(old)).status).toBe(200);
    await hub().settle();
    expect(await callsSince(hub(), mark)).toEqual([]);
  });
});
