import { describe, expect, it } from 'vitest';
import { BookingView } from '../../events/http/booking-view.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { book, order, Problem } from '../support/order.ts';

const hub = useHub();
/** Google makes links some moments after the event. */
const LINK_TAKES = 'PT1M';
const meet = { location: { kind: 'google_meet' } };
const accountOf = (user: string) => `${user}@gmail.example`;
const read = (id: string, user = 'ben') => hub().ask(BookingView, 'GET', `/v1/bookings/${id}`, { user });
const post = (user: string, over: Record<string, unknown> = {}) =>
  hub().call('POST', '/v1/bookings', { user, body: order(over) });

/** The person's calendar, as they see it at Google. */
const eventsOf = async (user: string) => {
  const asThem = await hub().google.as(accountOf(user));
  const { items } = await asThem('GET', '/calendar/v3/calendars/primary/events?singleEvents=true');
  return Array.isArray(items) ? items : [];
};

const callsSince = async (from: number) =>
  (await hub().google.state()).calls
    .slice(from)
    .filter(({ path }) => path.startsWith('/calendar/'))
    .map(({ method, path }) => `${method} ${path.split('?')[0]?.split('/')[5] ?? path.split('?')[0]}`);

describe('a booking of a connected host', () => {
  it('[MEET-02] made over HTTP alone ends with a Google event, a join link and a start link for its hosts', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), meet);
    await hub().advance(LINK_TAKES);
    const booking = await read(id);
    const [event] = await eventsOf('ben');
    expect(event).toMatchObject({
      summary: 'Intro call',
      status: 'confirmed',
      hangoutLink: booking.conference?.joinUrl,
    });
    expect(booking).toMatchObject({
      conference: { kind: 'google_meet', state: 'ready', joinUrl: expect.stringMatching(/^https:\/\//u) },
      hosts: [
        { userId: 'ben', calendar: { platform: 'google_calendar', state: 'synced', eventId: event.id } },
      ],
    });
    const link = await hub().call('GET', `/v1/bookings/${id}/start-link`, { user: 'ben' });
    expect(link.body).toEqual({ url: booking.conference?.joinUrl, expiresAt: booking.end });
  });

  it('[MEET-12] moved and cancelled over HTTP moves and removes the same event, its link kept', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), meet);
    await hub().advance(LINK_TAKES);
    const [before] = await eventsOf('ben');
    const moved = { start: '2027-01-06T14:00:00Z', end: '2027-01-06T15:00:00Z' };
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: moved });
    await hub().settle();
    const after = await eventsOf('ben');
    expect(after).toEqual([expect.objectContaining({ id: before.id, hangoutLink: before.hangoutLink })]);
    expect(new Date(after[0].start.dateTime).toISOString()).toBe('2027-01-06T14:00:00.000Z');
    expect((await read(id)).conference?.joinUrl).toBe(before.hangoutLink);
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben' });
    await hub().settle();
    expect(await eventsOf('ben')).toEqual([]);
    expect(await read(id)).toMatchObject({ status: 'cancelled', hosts: [{ calendar: { state: 'synced' } }] });
  });

  it('is answered with its event where the caller prefers to wait', async () => {
    await connectGoogle(hub(), 'ben');
    const headers = { prefer: 'wait=10' };
    let answered = false;
    const answering = hub()
      .call('POST', '/v1/bookings', { user: 'ben', body: order(), headers })
      .finally(() => {
        answered = true;
      });
    while (!answered) {
      await new Promise(setImmediate);
      await hub().settle();
    }
    const answer = await answering;
    expect([answer.status, answer.headers['preference-applied']]).toEqual([201, 'wait=10']);
    expect(answer.body).toMatchObject({ hosts: [{ calendar: { state: 'synced' } }] });
  });

  it('stays out of the calendar while it is a draft', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), { ...meet, status: 'draft' });
    await hub().settle();
    expect(await eventsOf('ben')).toEqual([]);
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { status: 'confirmed' } });
    await hub().settle();
    expect(await eventsOf('ben')).toHaveLength(1);
  });

  it('leaves the calendar of a host who is taken off', async () => {
    await connectGoogle(hub(), 'ben');
    await connectGoogle(hub(), 'chloe');
    const { id } = await book(hub(), { ...meet, hosts: ['ben', 'chloe'] }, { user: 'ada' });
    await hub().settle();
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ada', body: { hosts: ['chloe'] } });
    await hub().advance(LINK_TAKES);
    expect(await eventsOf('ben')).toEqual([]);
    const [event] = await eventsOf('chloe');
    expect((await read(id, 'chloe')).conference).toEqual({
      kind: 'google_meet',
      state: 'ready',
      joinUrl: event.hangoutLink,
    });
  });

  it('is refused where the calendar is busy, without a word of what with', async () => {
    await connectGoogle(hub(), 'ben');
    const asBen = await hub().google.as(accountOf('ben'));
    const [start, end] = ['2027-01-05T09:30:00.000Z', '2027-01-05T12:00:00.000Z'];
    const event = { summary: 'Dentist', start: { dateTime: start }, end: { dateTime: end } };
    await asBen('POST', '/calendar/v3/calendars/primary/events', event);
    await hub().settle();
    const { status, body } = await post('ben');
    expect([status, body]).toEqual([
      409,
      expect.objectContaining({ code: 'host_busy', conflicts: [{ userId: 'ben', start, end }] }),
    ]);
    expect(JSON.stringify(body)).not.toContain('Dentist');
    const booking = await book(hub(), { allowConflicts: true }, { user: 'ada' });
    expect(booking.conflicts).toEqual([{ userId: 'ben', start, end }]);
  });

  it('is refused while the calendar cannot be known, unless the org books without', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().google.revoke(accountOf('ben'));
    await hub().advance('PT2H');
    const { status, body } = await post('ben');
    expect([status, Problem.parse(body).code, Problem.parse(body).errors?.[0]?.field]).toEqual([
      409,
      'calendar_unknown',
      'hosts.0',
    ]);
    await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { bookWithoutCalendar: true } });
    expect(await book(hub())).toMatchObject({ hosts: [{ calendar: { state: 'parked' } }] });
  });
});

describe('what one’s own actions cost at the provider', () => {
  it('[DOM-20] is one freeBusy to look, one insert to book and one delete to cancel', async () => {
    await connectGoogle(hub(), 'ben');
    const from = (await hub().google.state()).calls.length;
    await hub().google.webhooks({ mode: 'drop' });
    await hub().call('GET', '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z', {
      user: 'ben',
    });
    const { id } = await book(hub());
    await hub().settle();
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben' });
    await hub().settle();
    expect(await callsSince(from)).toEqual(['POST /calendar/v3/freeBusy', 'POST events', 'DELETE events']);
  });
});

describe('colleagues', () => {
  it('[DOM-22] book each other: the first organizes, the second is invited once and answers in their calendar', async () => {
    await connectGoogle(hub(), 'ben');
    await connectGoogle(hub(), 'chloe');
    const { id } = await book(hub(), { hosts: ['ben', 'chloe'] });
    await hub().settle();
    const [mine] = await eventsOf('ben');
    const theirs = await eventsOf('chloe');
    expect(theirs).toEqual([expect.objectContaining({ id: mine.id, summary: 'Intro call' })]);
    expect(await read(id)).toMatchObject({
      hosts: [
        { userId: 'ben', calendar: { state: 'synced', eventId: mine.id } },
        { userId: 'chloe', rsvp: 'needs_action', calendar: { state: 'synced', eventId: mine.id } },
      ],
    });
    const asChloe = await hub().google.as(accountOf('chloe'));
    const attendees = theirs[0].attendees.map((each: { self?: boolean }) =>
      each.self ? { ...each, responseStatus: 'accepted' } : each,
    );
    await asChloe('PATCH', `/calendar/v3/calendars/primary/events/${mine.id}`, { attendees });
    await hub().settle();
    expect((await read(id)).hosts.map(({ rsvp }) => rsvp)).toEqual([expect.any(String), 'accepted']);
  });
});
