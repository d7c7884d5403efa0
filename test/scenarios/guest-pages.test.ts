import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PublicBooking } from '../../events/http/public-booking.ts';
import { processClock } from '../../infra/local/clock.ts';
import { offered } from '../support/event-type.ts';
import { confirm, reserve, reserved } from '../support/guest-booking.ts';
import { guestOf, guestPages } from '../support/guest-pages.ts';
import { useHub } from '../support/hub.ts';
import { readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const GRACE = { email: 'grace@guest.example', name: 'Grace Hopper', zone: 'America/New_York', locale: 'en' };
const JAN = { email: 'jan@guest.example', name: 'Jan Žižka', zone: 'Europe/Prague', locale: 'cs' };
const PAGES = ['', '/cancel', '/reschedule', '/rsvp', '/invite.ics'];

/** A property of a calendar file, unfolded (RFC 5545, 3.1). */
const calendarValue = (content: string, name: string): string | undefined =>
  new RegExp(`^${name}(?:;[^:]*)?:(?<value>.*)$`, 'mu').exec(content.replaceAll(/\r\n[ \t]/gu, ''))?.groups
    ?.value;

const graces = async (over: Record<string, unknown> = {}) => {
  const { id } = await book(hub(), { guests: [GRACE], ...over });
  return { id, grace: await guestOf(hub(), GRACE.email) };
};

describe("a guest's page", () => {
  it('[MEET-17] changes nothing under 50 visits by link scanners, whatever they ask and whoever they say they are', async () => {
    const { id, grace } = await graces();
    hub().inbox.clear();
    const before = await readBooking(hub(), id);
    const agents = ['SafeLinks', 'Barracuda Sentinel', 'Googlebot', 'curl/8', ''];
    const visits = Array.from({ length: 50 }, (_, nth) => {
      const where = `${PAGES[nth % PAGES.length]}${nth % 3 ? '' : '?answer=declined&utm_source=mail'}`;
      const method = ['GET', 'HEAD', 'OPTIONS'][nth % 7] ?? 'GET';
      const headers = { 'user-agent': agents[nth % 4] ?? '', purpose: 'prefetch', 'sec-purpose': 'prefetch' };
      return hub().call(method, `${grace.path}${where}`, {
        headers: { ...headers, accept: nth % 2 ? 'text/html' : '*/*' },
      });
    });
    const statuses = (await Promise.all(visits)).map(({ status }) => status);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    await hub().settle();
    expect([await readBooking(hub(), id), await told(hub())]).toEqual([before, []]);
  });

  it('shows the meeting in words, in any zone, and adds it to calendars', async () => {
    const { grace } = await graces({ location: { kind: 'custom', detail: 'https://video.example/room' } });
    const { text } = await grace.visit();
    for (const said of [
      'Intro call',
      'Tuesday, 5 January 2027',
      '04:00 – 05:00',
      '(America/New_York)',
      'Ben Okafor',
      'None yet',
    ])
      expect(text).toContain(said);
    expect(text).toMatch(
      /calendar\.google\.com\/calendar\/render\?action=TEMPLATE&amp;text=Intro%20call&amp;dates=20270105T090000Z%2F20270105T100000Z/u,
    );
    expect(text).toMatch(
      /outlook\.live\.com\/calendar\/0\/deeplink\/compose\?[^"]*startdt=2027-01-05T09%3A00%3A00\.000Z/u,
    );
    expect(text).toContain('outlook.office.com/');
    expect((await grace.visit('?zone=Asia/Tokyo')).text).toContain('18:00 – 19:00');
    expect((await grace.visit('?zone=Mars/Base')).text).toContain('(America/New_York)');
    for (const where of PAGES) expect((await grace.visit(where, 'HEAD')).status).toBe(200);
  });

  it('shows whom a guest brought along to themselves by name, and guests to nobody else', async () => {
    const { id } = await offered(hub());
    const guests = [{ name: 'Jan Žižka', email: JAN.email }];
    const made = await reserved(hub(), id, { guests });
    const booker = await guestPages(hub(), `/b/${made.token}`).visit();
    expect(booker.text).toContain('Jan Žižka');
    expect(booker.text).not.toContain(JAN.email);
    const jan = await guestOf(hub(), JAN.email);
    expect((await jan.visit()).text).not.toMatch(/gina@example\.org|bring along|Přijde s vámi/u);
  });

  it('shows a guest nobody whom others added later, not even to whoever booked', async () => {
    const { id: eventType } = await offered(hub());
    const guests = [{ name: 'Jan Žižka', email: JAN.email }];
    const wanted = { guests, hold: true, answers: {} };
    const key = { 'idempotency-key': 'a-key-that-nobody-guesses-0001' };
    const made = PublicBooking.parse((await reserve(hub(), eventType, wanted, key)).body);
    await confirm(hub(), eventType, made.token);
    const named = [{ name: 'Gina', email: 'gina@example.org' }, ...guests];
    await hub().ask(z.unknown(), 'PATCH', `/v1/bookings/${made.id}`, {
      user: 'ben',
      body: { guests: [...named, { name: 'Grace Hopper', email: GRACE.email }] },
    });
    const booker = guestPages(hub(), `/b/${made.token}`);
    const names = z.object({ guests: z.array(z.object({ name: z.string() })) });
    const namesIn = (body: unknown) => names.parse(body).guests.map(({ name }) => name);
    const jan = await guestOf(hub(), JAN.email);
    expect((await booker.read()).body).toMatchObject({ booking: { guests: ['Jan Žižka'] } });
    expect((await booker.visit()).text).not.toContain('Grace');
    expect(namesIn((await confirm(hub(), eventType, made.token)).body)).toEqual(['Gina', 'Jan Žižka']);
    expect(namesIn((await reserve(hub(), eventType, wanted, key)).body)).toEqual(['Gina', 'Jan Žižka']);
    expect(JSON.stringify(await confirm(hub(), eventType, jan.path.slice(3)))).not.toMatch(/gina|grace/iu);
    for (const { text, calendar } of await hub().inbox.to('gina@example.org'))
      expect(`${text}${calendar?.content}`).not.toMatch(/grace/iu);
  });

  it('gives the file for a calendar the identity that it has in the mail, and follows the meeting to its end', async () => {
    const { id, grace } = await graces();
    const mailed = grace.mail.calendar?.content ?? '';
    const file = async () => {
      const { status, headers, text } = await grace.visit('/invite.ics');
      const value = (name: string) => calendarValue(text, name);
      return {
        status,
        type: headers['content-type'],
        disposition: headers['content-disposition'],
        text,
        value,
      };
    };
    const first = await file();
    expect(first).toMatchObject({
      status: 200,
      type: 'text/calendar; charset=utf-8; method=PUBLISH',
      disposition: 'attachment; filename="invite.ics"',
    });
    for (const name of ['UID', 'SEQUENCE', 'DTSTART', 'DTEND', 'SUMMARY', 'ORGANIZER'])
      expect([name, first.value(name)]).toEqual([name, calendarValue(mailed, name)]);
    expect(first.value('METHOD')).toBe('PUBLISH');
    expect(first.value('ATTENDEE')).toBeUndefined();
    await grace.send('/reschedule', { start: '2027-01-06T10:00:00Z' });
    await hub().settle();
    const moved = (await hub().inbox.to(GRACE.email)).at(-1)?.calendar?.content ?? '';
    const second = await file();
    for (const name of ['UID', 'SEQUENCE', 'DTSTART'])
      expect([name, second.value(name)]).toEqual([name, calendarValue(moved, name)]);
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    const unsaid = await file();
    await hub().settle();
    const gone = (await hub().inbox.to(GRACE.email)).at(-1)?.calendar?.content ?? '';
    for (const last of [unsaid, await file()])
      expect([last.value('METHOD'), last.value('STATUS'), last.value('SEQUENCE')]).toEqual([
        'CANCEL',
        'CANCELLED',
        calendarValue(gone, 'SEQUENCE'),
      ]);
  });

  it('tells a guest who was taken off nothing of the meeting', async () => {
    const { id } = await graces({ guests: [GRACE, JAN] });
    const jan = await guestOf(hub(), JAN.email);
    await hub().call('PATCH', `/v1/bookings/${id}`, {
      user: 'ben',
      body: { guests: [GRACE], title: 'Secret' },
    });
    for (const where of PAGES) {
      const page = await jan.visit(where);
      expect([where, page.status, page.title]).toEqual([where, 410, 'You no longer take part']);
      expect(page.text).not.toMatch(/Secret|Intro|Ben|2027/u);
    }
    expect(await jan.send('/rsvp', { answer: 'accepted' })).toMatchObject({
      status: 410,
      body: { code: 'link_expired' },
    });
    expect(await jan.send('/reschedule', { start: '2027-01-06T10:00:00Z' })).toMatchObject({ status: 410 });
  });

  it('ends in words on every page: unknown, cancelled, over and expired', async () => {
    const { id, grace } = await graces();
    const other = await graces({ start: '2027-01-05T12:00:00Z', end: '2027-01-05T13:00:00Z' });
    const nobody = guestPages(hub(), '/b/nobody-has-this');
    const titles = async (pages: ReturnType<typeof guestPages>, places = PAGES.slice(0, 4)) => {
      const seen: unknown[] = [];
      for (const where of places) {
        const { status, title } = await pages.visit(where);
        seen.push([status, title]);
      }
      return seen;
    };
    expect(new Set((await titles(nobody, PAGES)).map(String))).toEqual(
      new Set(['404,This link leads nowhere']),
    );
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    expect(await titles(grace)).toEqual([
      [200, 'Intro call'],
      [200, 'This meeting is already cancelled'],
      [200, 'This meeting is cancelled'],
      [200, 'This meeting is already cancelled'],
    ]);
    expect(await grace.send('/reschedule', { start: '2027-01-06T10:00:00Z' })).toMatchObject({
      body: { code: 'booking_over' },
    });
    processClock.freeze('2027-01-05T13:00:00.000Z');
    expect(await titles(other.grace)).toEqual([
      [200, 'Intro call'],
      [200, 'This meeting is over'],
      [200, 'This meeting is over'],
      [200, 'This meeting is over'],
    ]);
    expect((await other.grace.send('/rsvp', { answer: 'accepted' })).status).toBe(409);
    expect((await other.grace.visit('/rsvp')).text).toContain('nothing left to answer');
    processClock.freeze('2027-02-05T13:00:00.000Z');
    expect(new Set((await titles(other.grace, PAGES)).map(String))).toEqual(
      new Set(['410,This link has expired']),
    );
  });

  it('says what to do about a form that is none of its own', async () => {
    const { id, grace } = await graces();
    const headers = { accept: 'text/html', 'content-type': 'text/plain' };
    const odd = await hub().call('POST', `${grace.path}/cancel`, { body: 'reason=x', headers });
    expect([odd.status, String(odd.body)]).toEqual([
      415,
      expect.stringContaining('Open the page again and press its button there.'),
    ]);
    expect(String(odd.body)).not.toContain('in a moment');
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
  });

  it('shows a meeting from midnight to midnight with both days, on the page and in the mail', async () => {
    const { grace } = await graces({ start: '2027-01-05T05:00:00Z', end: '2027-01-06T05:00:00Z' });
    for (const said of [(await grace.visit()).text, grace.mail.text])
      expect(said).toMatch(/Tuesday, 5 January 2027, 00:00 –\s+Wednesday, 6 January 2027, 00:00/u);
  });

  it('shows a time that is only held, and lets its guest let it go, which nobody is told of', async () => {
    const { id } = await offered(hub());
    const held = await reserved(hub(), id, { hold: true, locale: 'en' });
    const pages = guestPages(hub(), `/b/${held.token}`);
    const shown = await pages.visit();
    expect(shown.text).toContain('This time is held for you until 10:15.');
    expect(await pages.read()).toMatchObject({
      body: {
        booking: { status: 'draft', holdUntil: '2027-01-04T09:15:00.000Z' },
        canCancel: true,
        canReschedule: false,
      },
    });
    expect((await pages.visit('/reschedule')).title).toBe('This meeting is not confirmed yet');
    expect((await pages.visit('/rsvp')).title).toBe('This meeting is not confirmed yet');
    expect((await pages.visit('/invite.ics')).status).toBe(409);
    expect((await pages.press('/cancel')).title).toBe('This time is let go');
    expect((await pages.visit()).text).toContain('has been let go');
    await hub().advance('PT20M');
    expect(await told(hub())).toEqual([]);
    expect((await readBooking(hub(), held.id)).status).toBe('cancelled');
  });

  it('is limited by link and by network, in words and with the time to wait', async () => {
    const { grace, id } = await graces();
    const tries: { status: number; body: unknown; headers: Record<string, string> }[] = [];
    for (let nth = 0; nth < 31; nth += 1)
      tries.push(await grace.send('/rsvp', { answer: nth % 2 ? 'accepted' : 'tentative' }));
    expect(tries.slice(0, 30).map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
    expect(tries[30]).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(tries[30]?.headers['retry-after'])).toBeGreaterThan(0);
    const page = await grace.submit('/rsvp', await grace.visit('/rsvp'), { answer: 'declined' });
    expect([page.status, page.title, Number(page.headers['retry-after']) > 0]).toEqual([
      429,
      'Too many visits',
      true,
    ]);
    expect((await readBooking(hub(), id)).guests[0]?.rsvp).toBe('accepted');
    processClock.freeze('2027-01-04T09:15:00.000Z');
    expect((await grace.send('/rsvp', { answer: 'declined' })).status).toBe(200);
    const stored = JSON.stringify(await storedItems(hub(), ''));
    expect(stored).not.toContain(grace.path.slice('/b/'.length));
    expect(JSON.stringify(hub().logs())).not.toContain(grace.path.slice('/b/'.length));
  });
});
