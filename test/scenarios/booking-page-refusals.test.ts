import { describe, expect, it } from 'vitest';
import { bookPath, GINA_TYPES, HTML, openBook, pressBook, wordsOf } from '../support/book-page.ts';
import { offered } from '../support/event-type.ts';
import { formOf } from '../support/guest-link.ts';
import { useHub } from '../support/hub.ts';
import { deaths, killAt, noMoreDeaths } from '../support/kill-step.ts';

const hub = useHub();
const START = '2027-01-05T10:00:00Z';
const QUESTIONS = [
  { id: 'topic', label: 'What about?', kind: 'text', required: true },
  { id: 'size', label: 'How many?', kind: 'choice', choices: ['one', 'more'], required: true },
  { id: 'remote', label: 'Remotely?', kind: 'yes_no', required: true },
  { id: 'phone', label: 'Phone?', kind: 'phone' },
];
const ANSWERS = { 'answer.topic': 'Tea', 'answer.size': 'one', 'answer.remote': 'no' };
const bookings = async (): Promise<unknown[]> => {
  const { body } = await hub().call('GET', '/v1/bookings', { user: 'ada' });
  return Object(body).items;
};
const formPage = async (over: Record<string, unknown> = {}) => {
  const { id } = await offered(hub(), over);
  const { page } = await openBook(hub(), id, { start: START });
  return { id, page };
};

describe('a form on the booking page', { timeout: 60_000 }, () => {
  it('says what is wrong beside each field and above them all, and keeps what was typed', async () => {
    const { id, page } = await formPage({ questions: QUESTIONS });
    const typed = { ...GINA_TYPES, ...ANSWERS };
    const bad: [string, Record<string, string>, string][] = [
      ['name', { name: ' ' }, 'Enter your name'],
      ['name', { name: '🦆'.repeat(200) }, 'Enter a name of at most 100 characters'],
      ['name', { name: 'Win at https://evil.example' }, 'Enter your name without a link'],
      ['name', { name: 'a\u202eb' }, 'Enter your name in letters: some of its characters cannot be used'],
      ['email', { email: '' }, 'Enter your e-mail address'],
      ['email', { email: '"><script>alert(1)</script>' }, 'Enter one e-mail address such as ann@example.com'],
      [
        'email',
        { email: 'a@example.org, b@example.org' },
        'Enter one e-mail address such as ann@example.com',
      ],
      [
        'email',
        { email: 'BEN@acme.example ' },
        'Enter another address: this one belongs to a host of the meeting',
      ],
      ['guests', { guests: 'bob' }, '“bob” is not an e-mail address'],
      ['guests', { guests: 'GINA@example.org' }, 'GINA@example.org is named twice'],
      ['guests', { guests: 'ben@acme.example' }, 'ben@acme.example belongs to a host of the meeting'],
      [
        'guests',
        { guests: Array.from({ length: 11 }, (_, nth) => `g${nth}@example.org`).join('\n') },
        'Name at most 10 further guests',
      ],
      ['answer.topic', { 'answer.topic': '' }, 'Please answer this question'],
      ['answer.topic', { 'answer.topic': 'x'.repeat(501) }, 'Answer in one line of at most 500 characters'],
      ['answer.size', { 'answer.size': 'many' }, 'Choose one of the answers'],
      ['answer.remote', { 'answer.remote': '' }, 'Please answer this question'],
      ['answer.phone', { 'answer.phone': 'call me' }, 'Enter a phone number such as +420 123 456 789'],
    ];
    for (const [field, over, text] of bad) {
      const answer = await pressBook(hub(), id, page, { ...typed, ...over });
      const said = answer.page.match(/<span class="fault" id="[^"]*">[^<]*<\/span>/gu);
      expect([answer.status, said]).toEqual([
        422,
        [`<span class="fault" id="${field}-fault">${text}</span>`],
      ]);
      expect(answer.page).toContain(`<li><a href="#${field}">`);
      expect(answer.page).toContain(`id="${field}"`);
      expect(answer.page).not.toContain('<script');
      expect(answer.page).toMatch(/<title>Please look at this again: /u);
    }
    const all = await pressBook(hub(), id, page, { name: '', email: '', guests: 'bob' });
    expect(all.page.match(/<li><a href="#[^"]*"/gu)).toHaveLength(6);
    expect(await bookings()).toEqual([]);
    expect(JSON.stringify(hub().logs())).not.toMatch(/gina|bob|evil/iu);
    const corrected = await pressBook(hub(), id, all.page, { ...typed, name: '𝒢ina 👩🏽‍🚀' });
    expect(corrected.status).toBe(303);
  });

  it('that no browser has sent changes nothing, and is answered by a page in words', async () => {
    const { id, page } = await formPage();
    const { body, headers } = formOf(page, GINA_TYPES);
    const type = (name: string) => ({ ...headers, 'content-type': name });
    const sent: [number, string, Record<string, string>][] = [
      [422, `${body}&name=Other`, headers],
      [413, `${body}&more=${'x'.repeat(300_000)}`, headers],
      [415, body, type('text/plain')],
      [415, body, type('multipart/form-data; boundary=x')],
      [400, '{', type('application/json')],
      [422, '', headers],
      [422, '%ff%fe=%&start=%00', headers],
      [422, body.replace(/zone=[^&]*/u, 'zone=CET'), headers],
      [422, body.replace(/duration=[^&]*/u, 'duration=PT45M'), headers],
      [422, body.replace(/start=[^&]*/u, 'start=now'), headers],
      [422, body.replace(/start=[^&]*/u, 'start=2027-01-05T10%3A07%3A00Z'), headers],
    ];
    for (const [status, text, sentHeaders] of sent) {
      const answer = await hub().call('POST', `/book/${id}`, { body: text, headers: sentHeaders });
      expect([text.slice(0, 60), answer.status]).toEqual([text.slice(0, 60), status]);
      expect(String(answer.body)).toContain('<h1>');
    }
    expect(await bookings()).toEqual([]);
    const asProgram = (more: Record<string, string>) => {
      const fields = { ...Object.fromEntries(new URLSearchParams(body)), ...more };
      return hub().call('POST', `/book/${id}`, { body: fields, headers: { accept: 'application/json' } });
    };
    for (const [field, more] of Object.entries({ bogus: { bogus: '1' }, locale: { locale: 'de' } }))
      expect(await asProgram(more)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
    expect(await bookings()).toEqual([]);
    const odd = `${body}&__proto__=x&constructor=y&answer.nobody=asks`;
    expect((await hub().call('POST', `/book/${id}`, { body: odd, headers })).status).toBe(303);
  });

  it('that stood open until its time had passed offers others', async () => {
    const { id, page } = await formPage();
    await hub().advance('P1DT2H');
    const answer = await pressBook(hub(), id, page);
    expect([answer.status, wordsOf(answer.page)]).toEqual([422, expect.stringContaining('Other times')]);
    expect(answer.page).toContain('value="2027-01-05T12:00:00.000Z"');
  });

  it('waits in words where too many were sent, and keeps what was typed', async () => {
    const { id, page } = await formPage();
    const late = page.replace('2027-01-05T10:00:00.000Z', '2027-01-03T10:00:00.000Z');
    for (let nth = 0; nth < 20; nth += 1) expect((await pressBook(hub(), id, late)).status).toBe(422);
    const { status, headers, page: shown } = await pressBook(hub(), id, page);
    expect([status, headers['retry-after']]).toEqual([429, '600']);
    expect(wordsOf(shown)).toContain('Please wait 10 minutes, then press the button again');
    await hub().advance('PT10M');
    expect((await pressBook(hub(), id, shown)).status).toBe(303);
  });

  it('that has booked is not used for another meeting unseen', async () => {
    const { id, page } = await formPage();
    expect((await pressBook(hub(), id, page)).status).toBe(303);
    const other = page.replace('2027-01-05T10:00:00.000Z', '2027-01-05T12:00:00.000Z');
    const used = await pressBook(hub(), id, other);
    expect([used.status, wordsOf(used.page)]).toEqual([
      409,
      expect.stringContaining('You have booked with this form already'),
    ]);
    expect(await bookings()).toHaveLength(1);
    expect((await pressBook(hub(), id, used.page)).status).toBe(303);
    expect(await bookings()).toHaveLength(2);
  });

  it('has booked once wherever the hub dies on the way, and says where it cannot know', async () => {
    const { id } = await offered(hub());
    let doubts = 0;
    for (const [index, death] of deaths({ tables: [6, 13] }).entries()) {
      const start = new Date(Date.parse('2027-01-05T09:00:00Z') + index * 1_800_000).toISOString();
      let { page } = await openBook(hub(), id, { start });
      await killAt(hub(), death);
      for (let attempt = 0; attempt < 4; attempt += 1) {
        const answer = await pressBook(hub(), id, page);
        if (answer.status === 303) break;
        expect(answer.status).toBe(500);
        expect(wordsOf(answer.page)).toContain('it is never booked twice');
        doubts += 1;
        ({ page } = answer);
      }
      await noMoreDeaths(hub());
    }
    expect(await bookings()).toHaveLength(4);
    expect(doubts).toBeGreaterThan(0);
  });

  it('is in the look of its organization, framed by its own product only, and as private as every page', async () => {
    const brand = {
      name: 'Acme & Co',
      color: '#ffee00',
      logoUrl: 'https://cdn.acme.example/a;b,c/logo.png?x=1',
    };
    const origins = ['https://app.acme.example', 'http://localhost:*'];
    const body = { brand, origins, supportContact: 'help@acme.example' };
    expect((await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body })).status).toBe(200);
    const { id } = await offered(hub());
    const { page, headers } = await openBook(hub(), id, { start: START });
    expect(page).toContain('src="https://cdn.acme.example/a;b,c/logo.png?x=1" alt="Acme &amp; Co"');
    expect(page).toContain('mailto:help@acme.example');
    expect(page).toMatch(/:root\{--link:#[5-8][0-9a-f]{3}00;--on-link:#ffffff\}/u);
    expect(page).not.toMatch(/<script|@import|url\(|\son\w+=|style="/u);
    expect(headers).toMatchObject({
      ...{ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
      'x-robots-tag': 'noindex, nofollow',
    });
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+' 'sha256-[^']+'; img-src https:\/\/cdn\.acme\.example; form-action 'self'; base-uri 'none'; frame-ancestors 'self' https:\/\/app\.acme\.example http:\/\/localhost:\*$/u,
    );
    const pressed = await hub().call('POST', bookPath(id), formOf(page, GINA_TYPES));
    expect(pressed.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(await hub().call('GET', pressed.headers.location ?? '', { headers: HTML })).toMatchObject({
      headers: { 'content-security-policy': expect.stringContaining("frame-ancestors 'none'") },
    });
  });
});
