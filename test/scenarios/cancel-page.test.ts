import { describe, expect, it } from 'vitest';
import { BookingView } from '../../events/http/booking-view.ts';
import { processClock } from '../../infra/local/clock.ts';
import { cancelPath, formOf } from '../support/guest-link.ts';
import { useHub } from '../support/hub.ts';
import { book, Problem } from '../support/order.ts';

const hub = useHub();
const GRACE = { email: 'grace@guest.example', name: 'Grace Hopper', zone: 'America/New_York', locale: 'en' };
const JAN = { email: 'jan@guest.example', name: 'Jan Žižka', zone: 'Europe/Prague', locale: 'cs' };
const HTML = { accept: 'text/html' };
const JSON_ONLY = { accept: 'application/json' };

/** A booking, and the way to its cancel page from the mail of each guest. */
const booked = async (over: Record<string, unknown> = {}) => {
  const { id } = await book(hub(), { guests: [GRACE], ...over });
  await hub().settle();
  const pathOf = async (email: string): Promise<string> => {
    const [mail] = (await hub().inbox.to(email)).slice(-1);
    return cancelPath({ text: mail?.text ?? '' });
  };
  const read = () => hub().ask(BookingView, 'GET', `/v1/bookings/${id}`, { user: 'ben' });
  return { id, read, pathOf, path: await pathOf(GRACE.email) };
};

const press = async (path: string, typed?: Record<string, string>) => {
  const { body: page } = await hub().call('GET', path, { headers: HTML });
  return hub().call('POST', path, formOf(page, typed));
};

const subjects = async (): Promise<string[]> => {
  await hub().settle();
  return (await hub().inbox.all()).map(({ to, subject }) => `${to.join()}: ${subject}`).toSorted();
};

describe("a guest's cancel page", () => {
  it('[MEET-17] opening the cancel link any number of times changes nothing, the pressed button cancels once, and a second visit says so', async () => {
    const { read, path } = await booked();
    const before = await read();
    hub().inbox.clear();
    const agents = ['Mozilla/5.0 (Windows NT 10.0) SafeLinks', 'Barracuda Sentinel', 'curl/8', ''];
    const visits = Array.from({ length: 50 }, (_, index) =>
      hub().call(index % 2 ? 'HEAD' : 'GET', `${path}${index % 3 ? '' : '?utm_source=scanner'}`, {
        headers: { ...(index % 5 ? HTML : JSON_ONLY), 'user-agent': agents[index % agents.length] ?? '' },
      }),
    );
    expect(new Set((await Promise.all(visits)).map(({ status }) => status))).toEqual(new Set([200]));
    expect([await read(), await subjects()]).toEqual([before, []]);

    const done = await press(path, { reason: 'My train\r\nis late' });
    expect([done.status, String(done.body)]).toEqual([
      200,
      expect.stringContaining('Your meeting is cancelled'),
    ]);
    expect((await read()).status).toBe('cancelled');
    const once = ['ben@acme.example: Cancelled: Intro call', 'grace@guest.example: Cancelled: Intro call'];
    expect(await subjects()).toEqual(once);
    const [toBen] = await hub().inbox.to('ben@acme.example');
    expect(toBen?.text).toContain('Grace Hopper has cancelled this meeting');
    expect(toBen?.text).toMatch(/My train\s+is late/u);

    for (const visit of [await hub().call('GET', path, { headers: HTML }), await press(path)])
      expect([visit.status, String(visit.body)]).toEqual([
        200,
        expect.stringContaining('This meeting is already cancelled'),
      ]);
    expect(await subjects()).toEqual(once);
  });

  it('[MEET-16] a cancellation by the guest mails both sides once, however often the button is pressed at once', async () => {
    const { path } = await booked();
    hub().inbox.clear();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => hub().call('POST', path, { headers: JSON_ONLY })),
    );
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      answers.map(() => [200, { status: 'cancelled' }]),
    );
    expect(await subjects()).toEqual([
      'ben@acme.example: Cancelled: Intro call',
      'grace@guest.example: Cancelled: Intro call',
    ]);
  });

  it('lets the guest who booked act for all, and others only decline for themselves', async () => {
    const { read, path, pathOf } = await booked({ guests: [GRACE, JAN] });
    const jans = await pathOf(JAN.email);
    hub().inbox.clear();
    const asked = await hub().call('GET', jans, { headers: HTML });
    expect(String(asked.body)).toContain('Nemůžete přijít?');
    expect(String(asked.body)).not.toMatch(/Grace|Hopper/u);
    expect(String((await press(jans)).body)).toContain('Odmítli jste účast');
    expect(String((await press(jans)).body)).toContain('Účast jste už odmítli');
    const { status, guests } = await read();
    expect([status, guests.map(({ rsvp }) => rsvp)]).toEqual(['confirmed', ['needs_action', 'declined']]);
    expect(await subjects()).toEqual(['ben@acme.example: Jan Žižka cannot come: Intro call']);
    await press(path);
    expect((await read()).status).toBe('cancelled');
  });

  it('shows a meeting that moved meanwhile anew, instead of cancelling it unseen', async () => {
    const { id, read, path } = await booked();
    const { body: page } = await hub().call('GET', path, { headers: HTML });
    const body = { start: '2027-01-05T14:00:00+01:00', end: '2027-01-05T15:00:00+01:00' };
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body });
    const pressed = await hub().call('POST', path, formOf(page));
    expect(pressed.status).toBe(409);
    expect(String(pressed.body)).toContain('The time has changed since you opened this page');
    expect(String(pressed.body)).toContain('08:00 – 09:00');
    expect((await read()).status).toBe('confirmed');
    expect((await hub().call('POST', path, formOf(pressed.body))).status).toBe(200);
  });

  it('answers programs in JSON', async () => {
    const { path } = await booked({ location: { kind: 'custom', detail: 'https://video.example/room' } });
    const show = await hub().call('GET', path.replace('/cancel', ''), { headers: JSON_ONLY });
    expect([show.status, show.body]).toEqual([
      200,
      {
        booking: {
          title: 'Intro call',
          start: '2027-01-05T09:00:00.000Z',
          end: '2027-01-05T10:00:00.000Z',
          zone: 'America/New_York',
          status: 'confirmed',
          hosts: ['Ben Okafor'],
          answer: 'needs_action',
          place: 'https://video.example/room',
          joinUrl: 'https://video.example/room',
        },
        canCancel: true,
        canReschedule: true,
        canAnswer: true,
      },
    ]);
    expect((await hub().call('POST', path, { headers: JSON_ONLY, body: { reasons: 'x' } })).status).toBe(422);
    expect((await hub().call('POST', path, { headers: JSON_ONLY, body: { reason: 'x' } })).body).toEqual({
      status: 'cancelled',
    });
  });

  it('says in words, with a reference, that a link is unknown, over or expired, and acts on none of them', async () => {
    const { read, path } = await booked();
    const unknown = path.replace(/\/b\/[\w-]+/u, '/b/nobody-has-this');
    const visit = async (where: string, method = 'GET') => {
      const { status, body } = await hub().call(method, where, { headers: HTML });
      return [status, /<h1>([^<]+)/u.exec(String(body))?.[1], String(body).includes('Reference:')];
    };
    expect(await visit(unknown)).toEqual([404, 'This link leads nowhere', true]);
    expect(Problem.parse((await hub().call('POST', unknown, { headers: JSON_ONLY })).body)).toMatchObject({
      code: 'not_found',
      status: 404,
    });
    processClock.freeze('2027-01-06T09:00:00.000Z');
    expect(await visit(path)).toEqual([200, 'This meeting is over', true]);
    expect(await visit(path, 'POST')).toEqual([409, 'This meeting is over', true]);
    expect(Problem.parse((await hub().call('POST', path, { headers: JSON_ONLY })).body).code).toBe(
      'booking_over',
    );
    processClock.freeze('2027-02-04T10:00:00.000Z');
    expect(await visit(path)).toEqual([410, 'This link has expired', true]);
    expect(await visit(path, 'POST')).toEqual([410, 'This link has expired', true]);
    expect((await read()).status).toBe('confirmed');
  });

  it('answers a broken request in words and changes nothing', async () => {
    const { read, path } = await booked();
    const form = {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
      'accept-language': 'cs-CZ,cs',
    };
    for (const body of ['reason=a&reason=b', `reason=${'x'.repeat(1001)}`, 'seen=yesterday', 'cancel=all'])
      expect(await hub().call('POST', path, { headers: form, body })).toMatchObject({
        status: 422,
        body: expect.stringContaining('To se nepovedlo'),
      });
    expect((await read()).status).toBe('confirmed');
  });

  it('is private: nothing is stored, indexed, leaked or loaded, and its form goes nowhere else', async () => {
    const { path } = await booked();
    const { headers, body } = await hub().call('GET', path, { headers: HTML });
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+' 'sha256-[^']+'; form-action 'self'/u,
      ),
    });
    expect(String(body)).not.toMatch(/<script|<img|src=|@import|url\(/u);
  });
});
