import { describe, expect, it } from 'vitest';
import { Availability } from '../../events/http/availability.ts';
import {
  addTo,
  calendarId,
  calendarNamed,
  choose,
  LIST,
  listCalendars,
  shareCalendars,
} from '../support/calendars.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, readBooking } from '../support/meeting.ts';
import { book, order, Problem } from '../support/order.ts';

const hub = useHub();
const BEN = accountOf('ben');
const NOON = ['2027-01-05T12:00:00Z', '2027-01-05T13:00:00Z'] as const;
const AT_NOON = { start: NOON[0], end: NOON[1] };

const connected = async (...names: string[]) => {
  await shareCalendars(
    hub(),
    BEN,
    names.map((name) => ({ name })),
  );
  await connectGoogle(hub(), 'ben');
};
const patch = (id: string, body: unknown, headers: Record<string, string> = {}) =>
  hub().call('PATCH', `${LIST}/${id}`, { user: 'ben', body, headers });
const facts = async () =>
  (await listCalendars(hub())).map(
    ({ name, busy, target }) => `${name}${busy ? ' busy' : ''}${target ? ' target' : ''}`,
  );
const busyAt = async (): Promise<number> => {
  const path = '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z';
  return (await hub().ask(Availability, 'GET', path, { user: 'chloe' })).items[0]?.busy.length ?? 0;
};
const tryBook = async (over: Record<string, unknown> = AT_NOON) =>
  hub().call('POST', '/v1/bookings', { user: 'ben', body: order(over) });
const channels = async () => (await hub().google.state()).channels.map(({ calendar }) => calendar).toSorted();
const eventsIn = async (calendar: string) =>
  (await hub().google.state()).events.filter(
    (each) => each.calendar === calendar && each.status !== 'cancelled',
  );

describe('the calendars of an account', () => {
  it('[MEET-20] are all shown; the main one blocks time and takes bookings until its owner says otherwise', async () => {
    await shareCalendars(hub(), BEN, [
      { name: 'Přátelé 🎈', zone: 'Asia/Kathmandu' },
      { name: 'Boss', role: 'freeBusyReader' },
    ]);
    await connectGoogle(hub(), 'ben');
    expect(await listCalendars(hub())).toEqual([
      {
        id: expect.stringMatching(/^cal_[a-z2-7]{26}$/u),
        platform: 'google_calendar',
        account: BEN,
        name: BEN,
        primary: true,
        writable: true,
        zone: 'UTC',
        busy: true,
        target: true,
      },
      expect.objectContaining({
        name: 'Přátelé 🎈',
        zone: 'Asia/Kathmandu',
        writable: true,
        busy: false,
        target: false,
      }),
      expect.objectContaining({ name: 'Boss', writable: false, busy: false }),
    ]);
  });

  it('[MEET-20] one that is ticked blocks time once it was read, and nothing from the moment it is unticked', async () => {
    await connected('Team');
    await addTo(hub(), 'Team', NOON);
    expect(await busyAt()).toBe(0);
    expect(await choose(hub(), 'Team', { busy: true })).toMatchObject({ name: 'Team', busy: true });
    expect(await channels()).toEqual([BEN, calendarId('Team')].toSorted());
    expect(await busyAt()).toBe(1);
    expect(await tryBook()).toMatchObject({ status: 409, body: { code: 'host_busy' } });
    const { id } = await calendarNamed(hub(), 'Team');
    await patch(id, { busy: false });
    expect(await busyAt()).toBe(0);
    expect((await tryBook()).status).toBe(201);
    await hub().settle();
    expect(await channels()).toEqual([BEN]);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('follows changes in a ticked calendar by push, and asks for all of them in one call', async () => {
    await connected('Team', 'Band');
    await choose(hub(), 'Team', { busy: true });
    await choose(hub(), 'Band', { busy: true });
    await addTo(hub(), 'Band', NOON);
    expect(await tryBook()).toMatchObject({ status: 409, body: { code: 'host_busy' } });
    const before = (await hub().google.state()).calls.length;
    expect(await busyAt()).toBe(1);
    expect((await hub().google.state()).calls.slice(before).map(({ path }) => path)).toEqual([
      '/calendar/v3/freeBusy',
    ]);
  });

  it('the main one, unticked, blocks nothing but still brings what becomes of our own events', async () => {
    await connected();
    await addTo(hub(), 'primary', NOON);
    await choose(hub(), BEN, { busy: false });
    expect(await busyAt()).toBe(0);
    const { id } = await book(hub(), AT_NOON);
    await hub().settle();
    const { hosts } = await readBooking(hub(), id);
    const asBen = await hub().google.as(BEN);
    await asBen('DELETE', `/calendar/v3/calendars/primary/events/${hosts[0]?.calendar.eventId}`);
    await hub().settle();
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    await choose(hub(), BEN, { busy: true });
    expect(await tryBook()).toMatchObject({ status: 409, body: { code: 'host_busy' } });
  });

  it('[MEET-20] bookings go to the one that is the target, and what becomes of them there comes back', async () => {
    await connected('Team');
    expect(await choose(hub(), 'Team', { target: true })).toMatchObject({ target: true, busy: false });
    expect(await facts()).toEqual([`${BEN} busy`, 'Team target']);
    const { id } = await book(hub(), AT_NOON);
    await hub().settle();
    const [event] = await eventsIn(calendarId('Team'));
    expect(event).toMatchObject({ summary: 'Intro call' });
    expect(await eventsIn(BEN)).toEqual([]);
    const asBen = await hub().google.as(BEN);
    const times = { start: { dateTime: '2027-01-05T15:00:00Z' }, end: { dateTime: '2027-01-05T16:00:00Z' } };
    await asBen(
      'PATCH',
      `/calendar/v3/calendars/${encodeURIComponent(calendarId('Team'))}/events/${event?.id}`,
      times,
    );
    await hub().settle();
    expect(await readBooking(hub(), id)).toMatchObject({ start: '2027-01-05T15:00:00.000Z' });
    await choose(hub(), BEN, { target: true });
    expect(await facts()).toEqual([`${BEN} busy target`, 'Team']);
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben' });
    await hub().settle();
    expect(await eventsIn(calendarId('Team'))).toEqual([]);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('of two targets chosen at once one stays', async () => {
    await connected('Team', 'Band');
    const ids = await Promise.all(
      ['Team', 'Band'].map(async (name) => (await calendarNamed(hub(), name)).id),
    );
    const answers = await Promise.all(ids.map((id) => patch(id, { target: true, busy: true })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await listCalendars(hub())).filter(({ target }) => target)).toHaveLength(1);
    expect((await listCalendars(hub())).filter(({ busy }) => busy)).toHaveLength(3);
  });
});

describe('a choice that cannot be', () => {
  it.each([
    [{ target: true }, 'Boss', 'target'],
    [{ target: false }, BEN, 'target'],
    [{ busy: 'yes' }, 'Boss', 'busy'],
    [{ colour: 'red' }, 'Boss', 'colour'],
  ])('%j of %s is refused by the field and changes nothing', async (body, name, field) => {
    await shareCalendars(hub(), BEN, [{ name: 'Boss', role: 'reader' }]);
    await connectGoogle(hub(), 'ben');
    const before = await listCalendars(hub());
    const { status, body: answered } = await patch((await calendarNamed(hub(), name)).id, body);
    const { code, errors } = Problem.parse(answered);
    expect([status, code, errors?.map((each) => each.field)]).toEqual([422, 'invalid_request', [field]]);
    expect(await listCalendars(hub())).toEqual(before);
  });

  it('an unknown one, one of somebody else, and one of a connection that is being left are not found', async () => {
    await connected();
    await connectGoogle(hub(), 'chloe');
    const [mine] = await listCalendars(hub());
    const [hers] = await listCalendars(hub(), 'chloe');
    expect((await patch(`cal_${'a'.repeat(26)}`, { busy: true })).status).toBe(404);
    expect((await patch(hers?.id ?? '', { busy: false })).status).toBe(404);
    const leaving = hub().call('DELETE', '/v1/me/integrations/google_calendar', { user: 'ben' });
    const [, late] = await Promise.all([leaving, patch(mine?.id ?? '', { busy: false })]);
    expect([200, 404]).toContain(late.status);
    await hub().settle();
    expect((await patch(mine?.id ?? '', { busy: true })).status).toBe(404);
    expect(await listCalendars(hub())).toEqual([]);
  });

  it('an older view is stale; the same choice twice is one', async () => {
    await connected('Team');
    const { headers } = await hub().call('GET', LIST, { user: 'ben' });
    const { id } = await calendarNamed(hub(), 'Team');
    const tag = { 'if-match': headers.etag ?? '' };
    const first = await patch(id, { busy: true }, tag);
    expect(first.status).toBe(200);
    expect((await patch(id, { busy: false }, tag)).status).toBe(412);
    const again = await patch(id, { busy: true }, { 'if-match': first.headers.etag ?? '' });
    expect([again.status, again.body]).toEqual([200, first.body]);
    await hub().settle();
    expect(await channels()).toHaveLength(2);
  });
});
