import { describe, expect, it } from 'vitest';
import { SlotsView } from '../../events/http/slots.ts';
import { HTML, linkOf, linksOf, openBook, pressBook, wordsOf } from '../support/book-page.ts';
import { offered } from '../support/event-type.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const hours = (over: Record<string, unknown>) =>
  hub().call('PUT', '/v1/me/availability', { user: 'ben', body: { zone: 'Europe/Prague', ...over } });
const follow = async (path: string): Promise<string> =>
  String((await hub().call('GET', path, { headers: HTML })).body);

describe('times on the booking page', { timeout: 60_000 }, () => {
  it('lie on the days of the guest’s own zone, which goes along to the booking', async () => {
    await hours({ hours: [{ day: 2, from: '10:00', to: '12:00' }] });
    const { id } = await offered(hub());
    const { page } = await openBook(hub(), id, { zone: 'Pacific/Kiritimati' });
    expect(wordsOf(page)).toContain('Times are in Line Islands Time (Pacific/Kiritimati)');
    const [tuesday, wednesday] = [/^Tuesday 5 January, 2 times$/u, /^Wednesday 6 January, 2 times$/u];
    expect(wordsOf(await follow(linkOf(page, tuesday)))).toContain('23:00 23:30');
    const day = await follow(linkOf(page, wednesday));
    const form = await follow(linkOf(day, '00:30'));
    expect(wordsOf(form)).toContain('Wednesday, 6 January 2027 00:30 – 01:00 Line Islands Time');
    expect((await pressBook(hub(), id, form)).status).toBe(303);
    expect((await hub().call('GET', '/v1/bookings', { user: 'ada' })).body).toMatchObject({
      items: [{ start: '2027-01-05T10:30:00.000Z', zone: 'Pacific/Kiritimati' }],
    });
  });

  it('tell the hour that comes twice apart, and none of the one that is skipped', async () => {
    await hours({ horizon: 'P365D', hours: [{ day: 7, from: '01:00', to: '04:00' }] });
    const { id } = await offered(hub());
    const autumn = await openBook(hub(), id, { day: '2027-10-31' });
    const said = '01:00 01:30 02:00 (CEST) 02:30 (CEST) 02:00 (CET) 02:30 (CET) 03:00 03:30';
    expect(wordsOf(autumn.page)).toContain(said);
    const form = await follow(linkOf(autumn.page, '02:30 (CET)'));
    expect(wordsOf(form)).toContain('02:30 (CET) – 03:00 (CET)');
    const spring = await openBook(hub(), id, { day: '2027-03-28' });
    expect(wordsOf(spring.page)).toContain('Sunday 28 March 01:00 01:30 03:00 03:30');
  });

  it('begin in the first month that has any; an empty one says when the next is', async () => {
    await hours({ hours: [], dates: [{ date: '2027-02-10', hours: [{ from: '09:00', to: '10:00' }] }] });
    const { id } = await offered(hub());
    const { page } = await openBook(hub(), id);
    expect(wordsOf(page)).toContain('Wednesday 10 February 09:00 09:30');
    const january = await follow(linkOf(page, 'Previous month'));
    expect(wordsOf(january)).toContain('There is no free time in January 2027.');
    expect(linksOf(january, 'Previous month')).toEqual([]);
    const next = await follow(linkOf(january, 'Next free day: Wednesday 10 February'));
    expect(wordsOf(next)).toContain('Wednesday 10 February 09:00 09:30');
    for (const query of [{ month: '1999-12' }, { day: '2026-12-24' }])
      expect(wordsOf((await openBook(hub(), id, query)).page)).toContain('no free time in January 2027');
    expect(linksOf((await openBook(hub(), id, { month: '9999-12' })).page, 'Next month')).toEqual([]);
    const data = await hub().call('GET', `/book/${id}`, { headers: { accept: 'application/json' } });
    expect(SlotsView.parse(data.body).items.map(({ start }) => start)).toEqual([
      '2027-02-10T09:00:00+01:00',
      '2027-02-10T09:30:00+01:00',
    ]);
    await hours({ hours: [] });
    expect(wordsOf((await openBook(hub(), id)).page)).toContain('No time is free at the moment.');
  });

  it('are of the length that is chosen, and every choice goes along in every link', async () => {
    await hours({ hours: [{ day: 2, from: '09:00', to: '10:00' }] });
    const { id } = await offered(hub(), { durations: ['PT30M', 'PT1H'] });
    const first = await openBook(hub(), id, { zone: 'Asia/Tokyo', locale: 'cs' });
    expect(first.page).toContain('<html lang="cs">');
    expect(first.page).toContain('<option value="Asia/Tokyo" selected>');
    const hour = await follow(linkOf(first.page, '1 hodina'));
    expect(linksOf(hour, '17:00')).toHaveLength(1);
    expect(linksOf(hour, '17:30')).toEqual([]);
    const form = await follow(linkOf(hour, '17:00'));
    for (const said of ['Vaše údaje', '17:00 – 18:00', 'japonský standardní čas (Asia/Tokyo)'])
      expect(wordsOf(form)).toContain(said);
    const back = await follow(linkOf(form, '‹ Vybrat jiný čas'));
    expect(back).toContain('aria-current="true" rel="nofollow">1 hodina');
    expect(back).toContain('<option value="Asia/Tokyo" selected>');
    await pressBook(hub(), id, form);
    await hub().advance('PT1M');
    const [mail] = await hub().inbox.to('gina@example.org');
    expect(mail?.text).toContain('japonský standardní čas');
  });

  it('that are gone, or never were, lead to those that are there', async () => {
    const { id } = await offered(hub());
    for (const start of ['2027-01-05T02:00:00Z', '2027-01-05T10:07:00Z', '2020-01-05T10:00:00Z']) {
      const { status, page } = await openBook(hub(), id, { start });
      expect([status, wordsOf(page)]).toEqual([200, expect.stringContaining('not free any more')]);
    }
    const { page: same } = await openBook(hub(), id, { start: '2027-01-07T02:00:00Z', zone: 'Asia/Tokyo' });
    expect(wordsOf(same)).toContain('Thursday 7 January 00:00');
    const odd = {
      start: 'soon',
      zone: 'CET',
      duration: 'PT9M',
      locale: 'xx',
      month: '2027-13',
      day: '2027-02-30',
    };
    const { page } = await openBook(hub(), id, odd);
    expect(wordsOf(page)).toContain('Times are in UTC');
    expect(wordsOf(page)).not.toContain('not free any more');
  });
});
