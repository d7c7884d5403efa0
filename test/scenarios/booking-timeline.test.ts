import { describe, expect, it } from 'vitest';
import { Timeline, type TimelineItem } from '../../events/http/timeline.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, GINA, inGoogle, meeting, readBooking } from '../support/meeting.ts';
import { book, Problem } from '../support/order.ts';
import { reconnectGoogle } from '../support/reconnect-google.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const path = (id: string, more = '') => `/v1/bookings/${id}/timeline${more}`;
const timeline = (id: string, more = '') => hub().ask(Timeline, 'GET', path(id, more), { user: 'ben' });
const THROTTLED = { status: 403, body: { error: { errors: [{ reason: 'rateLimitExceeded' }] } } };
const isMail = ({ kind }: TimelineItem) => kind === 'mail';
const told = ({ at, text }: TimelineItem) => `${at.slice(11, 16)} ${text}`;
const mailTo =
  (name: string) =>
  ({ to }: TimelineItem) =>
    to?.name === name;
const sent = ({ type, outcome, reason }: TimelineItem) =>
  [type, outcome, ...(reason ? [reason] : [])].join(' ');

/** Throttled, moved in Google, a mail refused, parked, put back, cancelled. */
const eventfulBooking = async (): Promise<string> => {
  await connectGoogle(hub(), 'ben');
  await hub().google.fault({ match: { method: 'POST', path: '/events\\?' }, times: 2, ...THROTTLED });
  const { id } = await book(hub(), { location: { kind: 'google_meet' }, guests: [GINA] });
  await hub().advance('PT10M');
  hub().aws.ses.faults.add({ kind: 'reject', about: GINA.email, times: 9 });
  const { hosts } = await readBooking(hub(), id);
  const event = hosts[0]?.calendar.eventId ?? '';
  await (await inGoogle(hub(), 'ben')).move(event, '2027-01-06T09:00:00Z', '2027-01-06T10:00:00Z');
  await hub().advance('PT1M');
  hub().aws.ses.faults.clear();
  await hub().google.revoke(accountOf('ben'));
  await hub().advance('PT2H');
  await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'Second talk' } });
  await hub().advance('PT5M');
  await reconnectGoogle(hub(), 'ben');
  await hub().advance('PT1M');
  await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
  await hub().settle();
  return id;
};

describe('the timeline of a booking', { timeout: 60_000 }, () => {
  it('says in order why the meeting is, or is not, in the calendar', async () => {
    const { items } = await timeline(await eventfulBooking());
    expect(items.filter((item) => !isMail(item)).map(told)).toEqual([
      '09:00 Ben Okafor booked the meeting.',
      expect.stringMatching(
        /^09:00 The Google Calendar of Ben Okafor could not be written \(attempt 1\): it asked us to slow down \(rateLimitExceeded\)\. It is tried again after 2027-01-04T09:0/u,
      ),
      expect.stringMatching(/^09:0\d The Google Calendar of Ben Okafor could not be written \(attempt 2\)/u),
      expect.stringMatching(
        /^09:0\d The event was written to the Google Calendar of Ben Okafor \(attempt 3\)\.$/u,
      ),
      expect.stringMatching(/^09:0\d The link of the video meeting came\.$/u),
      '09:10 A look at the Google Calendar of Ben Okafor showed that the event was changed there.',
      '09:10 Somebody moved the meeting in the calendar of Ben Okafor.',
      '11:11 Ben Okafor changed the meeting (title).',
      '11:11 The event waits until Ben Okafor connects Google Calendar: the account has to be connected again.',
      '11:16 Ben Okafor has connected Google Calendar again: what waited for it is written now.',
      '11:16 The event was changed in the Google Calendar of Ben Okafor.',
      '11:17 Ben Okafor cancelled the meeting.',
      '11:17 The event was removed from the Google Calendar of Ben Okafor.',
    ]);
    expect(items.filter(mailTo('Gina')).map(sent)).toEqual([
      'mail.confirmation queued',
      'mail.confirmation sent',
      'mail.link queued',
      'mail.link sent',
      'mail.reschedule queued',
      'mail.reschedule refused MessageRejected',
      'mail.update queued',
      'mail.update sent',
      'mail.cancellation queued',
      'mail.cancellation sent',
    ]);
    expect(items.filter(mailTo('Ben Okafor'))).toHaveLength(10);
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted());
  });

  it('names cause and actor of each line', async () => {
    const { id } = await meeting(hub());
    const { items } = await timeline(id);
    const [booked, ...rest] = items;
    expect(booked).toMatchObject({
      kind: 'change',
      type: 'booking.created',
      revision: 1,
      actor: { kind: 'user', id: 'ben', name: 'Ben Okafor' },
    });
    expect(rest.find(({ type }) => type === 'event.created')).toEqual({
      id: expect.stringMatching(/^act_/u),
      at: booked?.at,
      kind: 'provider',
      type: 'event.created',
      revision: 1,
      actor: { kind: 'system' },
      platform: 'google_calendar',
      userId: 'ben',
      outcome: 'done',
      text: 'The event was written to the Google Calendar of Ben Okafor.',
      requestId: booked?.requestId,
    });
  });

  it('comes in pages that together are the whole', async () => {
    const { id } = await meeting(hub());
    const { items } = await timeline(id);
    const paged: TimelineItem[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const page: Timeline = await timeline(id, `?limit=2${next && `&cursor=${next}`}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      paged.push(...page.items);
      next = page.next;
    }
    expect(paged).toEqual(items);
    expect(items.length).toBeGreaterThan(5);
  });

  it.each([
    ['cursor=nonsense', 400, 'invalid_cursor'],
    ['limit=0', 422, 'invalid_request'],
    ['since=2027', 422, 'invalid_request'],
  ])('refuses %s', async (query, status, code) => {
    const { id } = await book(hub());
    const answer = await hub().call('GET', path(id, `?${query}`), { user: 'ben' });
    expect([answer.status, Problem.parse(answer.body).code]).toEqual([status, code]);
  });

  it.each([
    ['a host', 'ben', 200],
    ['an admin', 'ada', 200],
    ['an assistant, who reads', 'eve', 200],
    ['a colleague', 'chloe', 404],
    ['an admin of another org', 'gus', 404],
  ])('is as visible as the booking: to %s', async (_, user, status) => {
    const { id } = await book(hub());
    expect((await hub().call('GET', path(id), { user })).status).toBe(status);
  });

  it('tells of a host who has no calendar that there is nowhere to write', async () => {
    const { id } = await book(hub());
    expect((await timeline(id)).items.slice(0, 2).map(({ type, text }) => [type, text])).toEqual([
      ['booking.created', 'Ben Okafor booked the meeting.'],
      ['event.skipped', 'Ben Okafor has no calendar connected: there is nowhere to write the event.'],
    ]);
  });

  it('tells of a mail whose fate is unknown, and of the one that follows it', async () => {
    hub().aws.ses.faults.add({ kind: 'cut', about: GINA.email });
    const { id } = await book(hub(), { guests: [GINA] });
    await hub().advance('PT10M');
    const { items } = await timeline(id);
    expect(items.filter(mailTo('Gina')).map(({ outcome, attempt }) => [outcome, attempt])).toEqual([
      ['queued', undefined],
      ['unknown', undefined],
      ['queued', 2],
      ['sent', 2],
    ]);
  });

  it('holds no title, address or description, neither stored nor shown', async () => {
    const secrets = {
      title: 'CANARY title',
      description: 'CANARY text',
      guests: [{ ...GINA, email: 'canary@example.org' }],
    };
    const { id } = await meeting(hub(), secrets);
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'CANARY again' } });
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: { reason: 'CANARY reason' } });
    await hub().settle();
    const stored = await storedItems(hub(), 'HISTORY#');
    expect(stored.length).toBeGreaterThan(10);
    expect(JSON.stringify([await timeline(id), stored])).not.toMatch(/canary|@|meet\.google/iu);
  });

  it('stays until 30 days after the meeting', async () => {
    const over = { start: '2027-06-01T09:00:00Z', end: '2027-06-01T10:00:00Z' };
    await book(hub(), over);
    await hub().advance('PT1M');
    const ends = new Set((await storedItems(hub(), 'HISTORY#acme#bkg')).map(({ ttl }) => ttl));
    expect([...ends]).toEqual([Date.parse('2027-07-01T10:00:00Z') / 1000]);
  });
});
