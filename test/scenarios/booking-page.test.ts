import { describe, expect, it } from 'vitest';
import { PublicBooking } from '../../events/http/public-booking.ts';
import { bookPath, GINA_TYPES, HTML, linkOf, openBook, pressBook, wordsOf } from '../support/book-page.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { offered } from '../support/event-type.ts';
import { guest, reserved } from '../support/guest-booking.ts';
import { useHub } from '../support/hub.ts';
import { liveEvents } from '../support/meeting.ts';

const hub = useHub();
const bookings = async (): Promise<Record<string, unknown>[]> => {
  const { body } = await hub().call('GET', '/v1/bookings', { user: 'ada' });
  return Object(body).items;
};

describe('the hosted booking page', { timeout: 60_000 }, () => {
  it('leads without script from a month over a day and a time to a booking, and to the guest’s own page', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().call('PUT', '/v1/me/availability', { user: 'ben', body: { zone: 'Europe/Prague' } });
    const questions = [{ id: 'topic', label: 'What about?', kind: 'text', required: true }];
    const { id } = await offered(hub(), { questions, description: 'Bring <b>tea</b>.' });
    const { page: month, status } = await openBook(hub(), id);
    expect(status).toBe(200);
    for (const said of ['Intro call', 'Ben Okafor', 'Bring <b>tea</b>.', '30 minutes', 'January 2027'])
      expect(wordsOf(month)).toContain(said);
    const day = await hub().call('GET', linkOf(month, /^Tuesday 5 January, \d+ times$/u), { headers: HTML });
    expect(wordsOf(String(day.body))).toContain(
      'Times are in Central European Standard Time (Europe/Prague)',
    );
    const time = await hub().call('GET', linkOf(String(day.body), '11:00'), { headers: HTML });
    const form = String(time.body);
    expect(wordsOf(form)).toContain('Tuesday, 5 January 2027 11:00 – 11:30 Central European Standard Time');
    const typed = {
      ...GINA_TYPES,
      guests: 'Ann <ann@example.org>\r\nbob@example.org ',
      'answer.topic': 'Tea',
    };
    const pressed = await pressBook(hub(), id, form, typed);
    expect(pressed.status).toBe(303);
    expect(pressed.headers.location).toMatch(/^\/b\/[\w-]{43}\?booked=1$/u);
    const own = await hub().call('GET', pressed.headers.location ?? '', { headers: HTML });
    expect(own.status).toBe(200);
    for (const said of ['Intro call: Gina', 'Your meeting is booked.'])
      expect(wordsOf(String(own.body))).toContain(said);
    const later = await hub().call('GET', pressed.headers.location?.split('?')[0] ?? '', { headers: HTML });
    expect(wordsOf(String(later.body))).not.toContain('Your meeting is booked.');
    expect(await bookings()).toMatchObject([
      {
        eventTypeId: id,
        start: '2027-01-05T10:00:00.000Z',
        zone: 'Europe/Prague',
        answers: [{ id: 'topic', answer: 'Tea' }],
        guests: [
          { name: 'Gina', email: 'gina@example.org' },
          { name: 'Ann', email: 'ann@example.org' },
          { name: 'bob', email: 'bob@example.org' },
        ],
      },
    ]);
    await hub().advance('PT1M');
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
  });

  it('does nothing when it is opened, however often and by whom', async () => {
    const { id } = await offered(hub());
    const start = '2027-01-05T10:00:00Z';
    const visits = Array.from({ length: 50 }, (_, nth) =>
      hub().call(nth % 2 ? 'HEAD' : 'GET', bookPath(id, nth % 3 ? { start } : { utm_source: 'scanner' }), {
        headers: HTML,
      }),
    );
    expect(new Set((await Promise.all(visits)).map((answer) => answer.status))).toEqual(new Set([200]));
    expect(await bookings()).toEqual([]);
    expect((await openBook(hub(), id, { start })).page).toContain('name="email"');
  });

  it('books once from one form, pressed twice at the same moment or once more later', async () => {
    const { id } = await offered(hub());
    const { page } = await openBook(hub(), id, { start: '2027-01-05T10:00:00Z' });
    const pressed = await Promise.all([1, 2, 3].map(() => pressBook(hub(), id, page)));
    const again = await pressBook(hub(), id, page);
    const led = [...pressed, again].map(({ status, headers }) => `${status} ${headers.location}`);
    expect(new Set(led).size).toBe(1);
    expect(led[0]).toContain('303 /b/');
    expect(await bookings()).toHaveLength(1);
  });

  it('offers other times where this one was taken a moment ago, and keeps all that was typed', async () => {
    const questions = [{ id: 'topic', label: 'What about?', kind: 'long_text' }];
    const { id } = await offered(hub(), { questions });
    const { page } = await openBook(hub(), id, { start: '2027-01-05T10:00:00Z' });
    await reserved(hub(), id, { guest: guest(1) });
    const typed = { name: 'Gina "G" <b>', email: 'gina@example.org', guests: 'bob@example.org' };
    const refused = await pressBook(hub(), id, page, { ...typed, 'answer.topic': '\nTea\nand <i>more</i>' });
    expect(refused.status).toBe(409);
    expect(wordsOf(refused.page)).toContain('Nothing was booked.');
    expect(refused.page).toContain('value="Gina &quot;G&quot; &lt;b&gt;"');
    expect(refused.page).toContain('>\nbob@example.org</textarea>');
    expect(refused.page).toContain('>\n\nTea\nand &lt;i&gt;more&lt;/i&gt;</textarea>');
    const others = [...refused.page.matchAll(/type="radio"[^>]* name="start" value="([^"]+)"/gu)];
    expect(others.map(([, start]) => start)).toEqual([
      '2027-01-05T10:30:00.000Z',
      '2027-01-05T11:00:00.000Z',
      '2027-01-05T11:30:00.000Z',
    ]);
    const chosen = await pressBook(hub(), id, refused.page, { ...GINA_TYPES, start: others[1]?.[1] ?? '' });
    expect(chosen.status).toBe(303);
    const starts = (await bookings()).map(({ start }) => start);
    expect(starts.toSorted()).toEqual(['2027-01-05T10:00:00.000Z', '2027-01-05T11:00:00.000Z']);
  });

  it('answers a program with data, and with problems by the fields of the API', async () => {
    const { id } = await offered(hub());
    const headers = { accept: 'application/json' };
    const key = 'a-key-that-is-as-long-as-those-of-forms-are';
    const body = { start: '2027-01-05T10:00:00Z', zone: 'UTC', key, ...GINA_TYPES };
    const answer = await hub().call('POST', `/book/${id}`, { body, headers });
    expect(answer.status).toBe(201);
    const made = PublicBooking.parse(answer.body);
    expect(made).toMatchObject({ eventTypeId: id, status: 'confirmed' });
    const again = await hub().call('POST', `/book/${id}`, { body, headers });
    expect(PublicBooking.parse(again.body).link).toBe(made.link);
    const taken = { ...body, email: 'other@example.org' };
    expect(await hub().call('POST', `/book/${id}`, { body: taken, headers })).toMatchObject({
      ...{ status: 409, body: { code: 'slot_taken', alternatives: [{}, {}, {}] } },
    });
    expect(await hub().call('POST', `/book/${id}`, { body: { ...body, name: '' }, headers })).toMatchObject({
      ...{ status: 422, body: { errors: [{ field: 'guest.name' }] } },
    });
  });

  it('says in words that there is nothing to book: of a draft, what was deleted, and what never was', async () => {
    const draft = await offered(hub(), { state: 'draft' });
    const gone = await offered(hub());
    const { page } = await openBook(hub(), gone.id, { start: '2027-01-05T10:00:00Z' });
    await hub().call('DELETE', `/v1/event-types/${gone.id}`, { user: 'ada' });
    for (const id of [draft.id, gone.id, 'ety_nobody', 'x'.repeat(3000), '%F0%9F%A6%86']) {
      const answer = await openBook(hub(), id);
      expect([answer.status, wordsOf(answer.page)]).toEqual([
        404,
        expect.stringContaining('There is nothing to book here'),
      ]);
    }
    expect((await pressBook(hub(), gone.id, page)).status).toBe(404);
    const czech = await openBook(hub(), 'ety_nobody', {}, { 'accept-language': 'cs-CZ,cs;q=0.9' });
    expect(wordsOf(czech.page)).toContain('Tady není co rezervovat');
    const data = await hub().call('GET', '/book/ety_nobody', { headers: { accept: 'application/json' } });
    expect(data).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});
