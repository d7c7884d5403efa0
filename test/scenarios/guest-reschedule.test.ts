import { describe, expect, it } from 'vitest';
import { BookingsView } from '../../events/http/booking-view.ts';
import { GuestStarts } from '../../events/http/guest-page.ts';
import { processClock } from '../../infra/local/clock.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { offered } from '../support/event-type.ts';
import { guest, reserve, reserved } from '../support/guest-booking.ts';
import { formOf } from '../support/guest-link.ts';
import { guestOf, guestPages } from '../support/guest-pages.ts';
import { useHub } from '../support/hub.ts';
import { deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { inGoogle, liveEvents, meeting, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const GRACE = { email: 'grace@guest.example', name: 'Grace Hopper', zone: 'America/New_York', locale: 'en' };
const JAN = { email: 'jan@guest.example', name: 'Jan Žižka', zone: 'Europe/Prague', locale: 'cs' };
/** Ben's hours on the day after the meeting. */
const LATER = '2027-01-06T10:00:00.000Z';

const graces = async (over: Record<string, unknown> = {}) => {
  const { id } = await book(hub(), { guests: [GRACE], ...over });
  const grace = await guestOf(hub(), GRACE.email);
  hub().inbox.clear();
  return { id, grace };
};
const startsOf = async (pages: ReturnType<typeof guestPages>, where = '/reschedule') =>
  GuestStarts.parse((await pages.read(where)).body);

describe('a guest who needs another time', () => {
  it('sees the free starts of the same hosts in their own zone, and moves the meeting with one mail to each side', async () => {
    const { id, eventId } = await meeting(hub(), { guests: [GRACE] });
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'Intro' } });
    const grace = await guestOf(hub(), GRACE.email);
    hub().inbox.clear();
    const page = await grace.visit('/reschedule');
    expect([page.status, page.title]).toEqual([200, 'Choose a new time']);
    expect(page.text).toContain('America/New_York');
    const times = [...page.text.matchAll(/value="(2027-[^"]+)" required[^>]*>([^<]+)/gu)];
    expect(times.length).toBeGreaterThan(10);
    expect(times.map(([, start, shown]) => [start, shown])).toContainEqual([LATER, '05:00']);
    expect(times.map(([, start]) => start)).not.toContain('2027-01-05T09:00:00.000Z');

    const done = await grace.submit('/reschedule', page, { start: LATER, reason: 'My train is late' });
    expect([done.status, done.title]).toEqual([200, 'Your meeting has a new time']);
    expect(done.text).toContain('Told by mail: Ben Okafor and you.');
    expect(done.text).toContain('05:00 – 06:00');
    await hub().settle();
    expect(await readBooking(hub(), id)).toMatchObject({ start: LATER, end: '2027-01-06T11:00:00.000Z' });
    const rescheduled = ['ben@acme.example: Rescheduled: Intro', 'grace@guest.example: Rescheduled: Intro'];
    expect(await told(hub())).toEqual(rescheduled);
    const [toBen] = await hub().inbox.to('ben@acme.example');
    expect(toBen?.text).toMatch(/Grace Hopper has moved this meeting[\s\S]*My train is late/u);
    expect(await liveEvents(hub(), 'ben')).toMatchObject([
      { id: eventId, start: { dateTime: expect.stringContaining('2027-01-06T1') } },
    ]);

    const again = await grace.submit('/reschedule', page, { start: LATER });
    expect([again.status, again.title]).toEqual([200, 'Your meeting is at this time already']);
    await hub().settle();
    expect(await told(hub())).toEqual(rescheduled);
    await hub().advance('PT10M');
    expect(await endFaults(hub())).toEqual([]);
  });

  it('is offered others where somebody took the time, and told where the meeting was moved meanwhile', async () => {
    const { id, grace } = await graces();
    const page = await grace.visit('/reschedule');
    const end = '2027-01-06T11:00:00.000Z';
    await book(hub(), { start: LATER, end });
    const taken = await grace.submit('/reschedule', page, { start: LATER });
    expect([taken.status, taken.title]).toEqual([409, 'Choose a new time']);
    expect(taken.text).toContain('This time is no longer free.');
    expect(taken.text).not.toContain(`value="${LATER}"`);
    expect(await grace.send('/reschedule', { start: LATER })).toMatchObject({
      status: 409,
      body: { code: 'slot_taken', alternatives: [{ start: end }, {}, {}] },
    });

    const moved = { start: '2027-01-07T10:00:00.000Z', end: '2027-01-07T11:00:00.000Z' };
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: moved });
    const stale = await grace.submit('/reschedule', page, { start: '2027-01-06T13:00:00.000Z' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('The meeting has been moved since you opened this page.');
    expect(stale.text).toContain('7 January 2027');
    expect((await readBooking(hub(), id)).start).toBe(moved.start);
    expect(
      await grace.send('/reschedule', { start: '2027-01-06T13:00:00Z', seen: '2027-01-05T09:00:00Z' }),
    ).toMatchObject({ status: 412, body: { code: 'stale' } });
  });

  it('goes by hours, foreign events and the meeting itself: what it takes up is free for it', async () => {
    const { id } = await meeting(hub(), { guests: [GRACE] });
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'Intro' } });
    const grace = await guestOf(hub(), GRACE.email);
    const google = await inGoogle(hub(), 'ben');
    await google.add({
      summary: 'Dentist',
      start: { dateTime: '2027-01-06T10:00:00Z' },
      end: { dateTime: '2027-01-06T12:00:00Z' },
    });
    await hub().settle();
    const { items, booking } = await startsOf(grace, '/reschedule?from=2027-01-05');
    const starts = items.map(({ start }) => start);
    expect(booking.start).toBe('2027-01-05T09:00:00.000Z');
    expect(starts).toContain('2027-01-05T09:30:00.000Z');
    expect(starts).toContain('2027-01-06T09:00:00.000Z');
    expect(starts).not.toContain('2027-01-06T09:30:00.000Z');
    expect(starts).not.toContain('2027-01-06T10:00:00.000Z');
    expect(starts).not.toContain('2027-01-06T17:00:00.000Z');
    expect(JSON.stringify(items)).not.toMatch(/Dentist|ben/u);
    for (const start of [
      '2027-01-06T10:00:00Z',
      '2027-01-06T22:00:00Z',
      '2027-01-09T10:00:00Z',
      '2027-01-06T12:10:00Z',
    ])
      expect(await grace.send('/reschedule', { start })).toMatchObject({
        status: 409,
        body: { code: 'slot_taken' },
      });
    expect(await grace.send('/reschedule', { start: '2027-01-05T09:30:00Z' })).toMatchObject({
      status: 200,
      body: { booking: { start: '2027-01-05T09:30:00.000Z' } },
    });
  });

  it('never gets another host, though an event type has others who are free', async () => {
    const hosts = [{ userId: 'ben' }, { userId: 'chloe' }];
    const { id } = await offered(hub(), { kind: 'round_robin', hosts });
    const made = await reserved(hub(), id, { guest: guest(1) });
    const assigned = (await readBooking(hub(), made.id)).hosts.map(({ userId }) => userId);
    await book(hub(), { hosts: assigned, start: LATER, end: '2027-01-06T10:30:00.000Z' });
    const pages = guestPages(hub(), `/b/${made.token}`);
    expect((await startsOf(pages)).items.map(({ start }) => start)).not.toContain(LATER);
    expect(await pages.send('/reschedule', { start: LATER })).toMatchObject({ status: 409 });
    expect(await pages.send('/reschedule', { start: '2027-01-06T11:00:00Z' })).toMatchObject({ status: 200 });
    expect((await readBooking(hub(), made.id)).hosts.map(({ userId }) => userId)).toEqual(assigned);
  });

  it('gets a time that others want at the same moment only if nobody else has it', async () => {
    const { id } = await offered(hub());
    const made = await reserved(hub(), id, { guest: guest(1) });
    const pages = guestPages(hub(), `/b/${made.token}`);
    const answers = await Promise.all([
      pages.send('/reschedule', { start: LATER }),
      ...[2, 3, 4].map((nth) => reserve(hub(), id, { guest: guest(nth), start: LATER })),
      pages.send('/reschedule', { start: LATER }),
    ]);
    const statuses = answers.map(({ status }) => status);
    const booked = statuses.slice(1, 4).filter((status) => status === 201);
    const moved = [statuses[0], statuses[4]].filter((status) => status === 200);
    expect([booked.length, moved.length]).toEqual(moved.length > 0 ? [0, 2] : [1, 0]);
    const { start } = await readBooking(hub(), made.id);
    expect(start).toBe(moved.length > 0 ? LATER : made.start);
    await hub().advance('PT5M');
    expect(await endFaults(hub())).toEqual([]);
  });

  it('keeps the most a day and the buffers of the host, also against others who move at the same moment', async () => {
    const guests = [1, 2, 3, 4].map((nth) => ({ ...GRACE, email: `guest${nth}@guest.example` }));
    for (const [nth, each] of guests.entries()) {
      const hour = 9 + 2 * nth;
      const at = (minutes: string) => `2027-01-05T${String(hour).padStart(2, '0')}:${minutes}:00Z`;
      await book(hub(), { guests: [each], start: at('00'), end: at('30') });
    }
    const pages = await Promise.all(guests.map(({ email }) => guestOf(hub(), email)));
    const rules = { zone: 'UTC', hours: [{ day: 3, from: '09:00', to: '17:00' }] };
    const moveAll = (starts: readonly string[]) =>
      Promise.all(
        starts.map(async (start, nth) => (await pages[nth]?.send('/reschedule', { start }))?.status),
      );
    const put = (over: Record<string, unknown>) =>
      hub().call('PUT', '/v1/me/availability', { user: 'ben', body: { ...rules, ...over } });
    await put({ perDay: 1 });
    const far = await moveAll(['09:00', '11:00', '13:00', '15:00'].map((time) => `2027-01-06T${time}:00Z`));
    expect(far.toSorted()).toEqual([200, 409, 409, 409]);
    await put({ bufferAfter: 'PT1H' });
    const near = await moveAll(['10:00', '10:30', '11:00', '11:30'].map((time) => `2027-01-13T${time}:00Z`));
    expect(near.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
    const { items } = await hub().ask(
      BookingsView,
      'GET',
      '/v1/bookings?from=2027-01-13T00:00:00Z&to=2027-01-14T00:00:00Z',
      { user: 'ben' },
    );
    const starts = items.map(({ start }) => Date.parse(start));
    for (const [nth, start] of starts.slice(1).entries())
      expect(start - (starts[nth] ?? 0)).toBeGreaterThanOrEqual(90 * 60_000);
  });

  it('pages through weeks, in any zone, and is led to the next free time', async () => {
    const { grace } = await graces();
    const hours = {
      zone: 'Europe/Prague',
      dates: [{ date: '2027-02-10', hours: [{ from: '09:00', to: '12:00' }] }],
      hours: [],
    };
    await hub().call('PUT', '/v1/me/availability', { user: 'ben', body: hours });
    const first = await grace.visit('/reschedule?zone=Asia/Tokyo');
    expect(first.text).toContain('Wednesday 10 February');
    expect(first.text).toContain('17:00');
    expect(first.text).toMatch(/rel="prev"[\s\S]*rel="next"/u);
    const empty = await grace.visit('/reschedule?from=2027-01-11&zone=Asia/Tokyo');
    expect(empty.text).toContain('There is no free time in these seven days.');
    expect(empty.text).toMatch(/from=2027-02-10&amp;zone=Asia%2FTokyo/u);
    for (const query of ['from=2027-13-40', 'from=1999-01-01', 'from=x', 'zone=Moon', 'from=2099-01-01&a=b'])
      expect((await grace.visit(`/reschedule?${query}`)).status).toBe(200);
    expect((await grace.visit('/reschedule?from=2027-06-01')).text).toContain('Look at earlier days.');
    await hub().call('PUT', '/v1/me/availability', { user: 'ben', body: { hours: [] } });
    expect((await grace.visit('/reschedule')).text).toContain(
      'There is no free time within the next three months.',
    );
  });

  it('looks first at the days from the meeting on, and where nothing is free from there on, at those before', async () => {
    const { grace } = await graces({ start: '2027-01-26T09:00:00Z', end: '2027-01-26T10:00:00Z' });
    const shown = await startsOf(grace);
    expect(shown.from).toBe('2027-01-26');
    expect(shown.items[0]?.start.slice(0, 10)).toBe('2027-01-26');
    expect((await grace.visit('/reschedule')).text).toMatch(/from=2027-01-19&amp;[^>]*rel="prev"/u);
    const hours = { zone: 'UTC', hours: [{ day: 1, from: '09:00', to: '17:00' }], horizon: 'P14D' };
    await hub().call('PUT', '/v1/me/availability', { user: 'ben', body: hours });
    expect((await startsOf(grace)).from).toBe('2027-01-12');
    expect((await startsOf(grace)).items[0]?.start).toBe('2027-01-18T09:00:00.000Z');
    const dates = [{ date: '2027-01-05', hours: [{ from: '12:00', to: '17:00' }] }];
    await hub().call('PUT', '/v1/me/availability', { user: 'ben', body: { zone: 'UTC', hours: [], dates } });
    const before = await startsOf(grace);
    expect([before.from, before.items[0]?.start]).toEqual(['2027-01-04', '2027-01-05T12:00:00.000Z']);
  });

  it('is told by the field what is wrong, and nothing happens', async () => {
    const { id, grace } = await graces();
    const before = await readBooking(hub(), id);
    for (const body of [
      {},
      { start: 'soon' },
      { start: LATER, hosts: ['chloe'] },
      { start: LATER, reason: 'x'.repeat(1001) },
    ])
      expect(await grace.send('/reschedule', body)).toMatchObject({
        status: 422,
        body: { code: 'invalid_request' },
      });
    const page = await grace.visit('/reschedule');
    const unchosen = await grace.submit('/reschedule', page);
    expect(unchosen.status).toBe(422);
    expect(unchosen.text).toMatch(
      /role="alert"[\s\S]*<a href="#start">Choose one of the times\.[\s\S]*id="start"/u,
    );
    expect(await readBooking(hub(), id)).toEqual(before);
  });

  it('acts for all only where they booked; the others are told so, and can answer', async () => {
    const { grace } = await graces({ guests: [GRACE, JAN] });
    await book(hub(), { guests: [GRACE, JAN], start: LATER, end: '2027-01-06T11:00:00.000Z' });
    const jan = await guestOf(hub(), JAN.email);
    expect((await jan.visit()).text).not.toContain('/reschedule');
    expect((await jan.visit('/reschedule')).title).toBe('Čas může změnit jen host, který schůzku domluvil');
    expect(await jan.send('/reschedule', { start: '2027-01-06T13:00:00Z' })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect((await grace.visit()).text).toContain('/reschedule');
  });

  it('is told whom to write to once it is too late, and can still answer', async () => {
    const { id } = await offered(hub(), { guestPolicy: { cancelUntil: 'PT2H', rescheduleUntil: 'P1D' } });
    const made = await reserved(hub(), id, { locale: 'en' });
    const pages = guestPages(hub(), `/b/${made.token}`);
    expect(await pages.read()).toMatchObject({ body: { canReschedule: true, canCancel: true } });
    const page = await pages.visit('/reschedule');
    processClock.freeze('2027-01-04T10:30:00.000Z');
    expect(await pages.read()).toMatchObject({ body: { canReschedule: false, canCancel: true } });
    const contact = { name: 'Ben Okafor', email: 'ben@acme.example' };
    expect(await pages.send('/reschedule', { start: '2027-01-06T10:00:00Z' })).toMatchObject({
      status: 409,
      body: { code: 'too_late', contact },
    });
    const late = await pages.submit('/reschedule', page, { start: '2027-01-06T10:00:00.000Z' });
    expect([late.status, late.title]).toEqual([409, 'It is too late to change the time here']);
    expect(late.text).toContain('mailto:ben@acme.example');
    processClock.freeze('2027-01-05T08:30:00.000Z');
    expect((await pages.visit('/cancel')).title).toBe('It is too late to cancel here');
    expect(await pages.send('/cancel', {})).toMatchObject({
      status: 409,
      body: { code: 'too_late', contact },
    });
    expect(await pages.send('/rsvp', { answer: 'declined' })).toMatchObject({ status: 200 });
    expect(await readBooking(hub(), made.id)).toMatchObject({ status: 'confirmed', start: made.start });
  });

  it('finds on page and in mails what they can do still, and in words what not and whom to write to', async () => {
    const { id } = await offered(hub(), { guestPolicy: { cancelUntil: 'PT2H', rescheduleUntil: 'P1D' } });
    const made = await reserved(hub(), id, { locale: 'en' });
    const pages = guestPages(hub(), `/b/${made.token}`);
    const mailAfter = async (title: string) => {
      await hub().call('PATCH', `/v1/bookings/${made.id}`, { user: 'ben', body: { title } });
      await hub().settle();
      return (await hub().inbox.to('gina@example.org')).at(-1)?.text ?? '';
    };
    const ways = (text: string) => ['/reschedule', '/cancel'].filter((way) => text.includes(way));
    const shown = [(await pages.visit()).text, await mailAfter('In time')];
    expect(shown.map(ways)).toEqual(Array(2).fill(['/reschedule', '/cancel']));
    expect(shown.join()).not.toContain('too late');
    processClock.freeze('2027-01-04T10:30:00.000Z');
    const late = [(await pages.visit()).text, await mailAfter('A day before')];
    expect(late.map(ways)).toEqual(Array(2).fill(['/cancel']));
    expect(late[0]).toMatch(/too late to change the time[^<]*Write to <a href="mailto:ben@acme\.example">/u);
    expect(late[1]).toMatch(/too late to change the time .* reply to this mail/u);
    processClock.freeze('2027-01-05T08:30:00.000Z');
    const later = [(await pages.visit()).text, await mailAfter('Two hours before')];
    expect(later.map(ways)).toEqual(Array(2).fill([]));
    expect(later[0]).toContain('/rsvp');
    for (const text of later) expect(text).toContain('too late to change or cancel this meeting');
    processClock.freeze('2027-01-05T10:10:00.000Z');
    expect(ways((await pages.visit()).text)).toEqual([]);
    processClock.freeze('2027-01-05T10:40:00.000Z');
    const over = (await pages.visit()).text;
    expect(ways(over)).toEqual([]);
    expect(over).toMatch(/class="status[^>]*>Over</u);
  });

  it('is told by the field, as a program, what its request cannot mean; a page shows what it can', async () => {
    const { id } = await offered(hub());
    const made = await reserved(hub(), id);
    const pages = guestPages(hub(), `/b/${made.token}`);
    const start = '2027-01-05T11:00:00.000Z';
    for (const [field, over] of [
      ['zone', { zone: 'bad' }],
      ['from', { from: '2027-13-45' }],
      ['button', { button: 'x' }],
    ] as const)
      expect(await pages.send('/reschedule', { start, ...over })).toMatchObject({
        status: 422,
        body: { code: 'invalid_request', errors: [{ field }] },
      });
    for (const where of ['/reschedule?from=2027-13-45', '/reschedule?zone=bad', '?zone=bad']) {
      const [field] = /zone|from/u.exec(where) ?? [];
      expect(await pages.read(where)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
      expect((await pages.visit(where)).status).toBe(200);
    }
    expect(await pages.read('?utm_source=mail')).toMatchObject({ status: 200 });
    expect((await readBooking(hub(), made.id)).start).toBe(made.start);
    const form = formOf('', { start, zone: 'bad', from: 'now' });
    expect((await hub().call('POST', `${pages.path}/reschedule`, form)).status).toBe(200);
  });

  it('has moved it once wherever the hub dies on the way', async () => {
    await connectGoogle(hub(), 'ben');
    const { grace, id } = await graces();
    await hub().settle();
    let hour = 10;
    for (const death of deaths({ tables: [8], queues: [0] })) {
      hour += 1;
      const start = `2027-01-06T${hour}:00:00.000Z`;
      await killAt(hub(), death);
      await insist(() => grace.send('/reschedule', { start }));
      await noMoreDeaths(hub());
      await hub().advance('PT5M');
      expect((await readBooking(hub(), id)).start).toBe(start);
    }
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
    expect(await endFaults(hub())).toEqual([]);
  });
});
