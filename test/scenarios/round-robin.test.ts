import { describe, expect, it } from 'vitest';
import { BookingsView, type BookingView } from '../../events/http/booking-view.ts';
import { Timeline } from '../../events/http/timeline.ts';
import type { Who } from '../support/call.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { EVENT_TYPES, offer, offered } from '../support/event-type.ts';
import { guest, reserve, reserved, startsOf } from '../support/guest-booking.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, readBooking } from '../support/meeting.ts';

const hub = useHub();
const FIVE = ['ada', 'ben', 'chloe', 'dan', 'fay'];
/** The demo has four people who may connect a calendar. */
const FAY = { name: 'Fay', email: 'fay@acme.example' };
const whoIs = (id: string): Who => (id === 'fay' ? { sub: id, org: 'acme', role: 'member', ...FAY } : id);
const hostsOf = (...ids: string[]) => ids.map((userId) => ({ userId }));
const at = (halfHours: number): string =>
  new Date(Date.parse('2027-01-05T09:00:00Z') + halfHours * 1_800_000).toISOString();

/** A small one: the bench brings 500. */
const CROWD = 30;
const STARTS = 2;

const all = async () => {
  const found: BookingView[] = [];
  let next: string | undefined;
  do {
    const cursor = next === undefined ? '' : `&cursor=${next}`;
    const page = await hub().ask(BookingsView, 'GET', `/v1/bookings?limit=100${cursor}`, { user: 'ada' });
    found.push(...page.items);
    ({ next } = page);
  } while (next !== undefined);
  return found;
};
const hostOf = async (id: string) => (await readBooking(hub(), id)).hosts[0]?.userId ?? '';
const tally = (ids: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(ids, String)].map(([id, many]) => [id, many.length]));

describe('a round robin', { timeout: 240_000 }, () => {
  it('fills exactly the slots that there are, fairly, however many guests come at once', async () => {
    await hub().call('PUT', '/v1/admin/users/fay', { user: 'ada', body: FAY });
    for (const user of FIVE) await connectGoogle(hub(), whoIs(user));
    const { id } = await offered(hub(), { kind: 'round_robin', hosts: hostsOf(...FIVE) });
    const answers = await Promise.all(
      Array.from({ length: CROWD }, (_, nth) =>
        reserve(hub(), id, { start: at(nth % STARTS), guest: guest(nth) }),
      ),
    );
    const byStatus = tally(answers.map(({ status }) => String(status)));
    expect(byStatus).toEqual({ '201': 5 * STARTS, '409': CROWD - 5 * STARTS });
    for (const { body } of answers.filter(({ status }) => status === 409))
      expect(body).toMatchObject({ code: 'slot_taken', alternatives: [{}, {}, {}] });
    const made = await all();
    const hosts = made.flatMap((booking) => booking.hosts.map(({ userId }) => userId));
    expect(tally(hosts)).toEqual(Object.fromEntries(FIVE.map((userId) => [userId, STARTS])));
    expect(new Set(made.map(({ start, hosts: [host] }) => `${start} ${host?.userId}`)).size).toBe(5 * STARTS);
    await hub().advance('PT5M');
    const events = (await hub().google.state()).events.filter(({ status }) => status !== 'cancelled');
    expect(tally(events.map(({ calendar }) => String(calendar)))).toEqual(
      Object.fromEntries(FIVE.map((user) => [accountOf(user), STARTS])),
    );
  });

  it('gives everybody their turn by weight, then whoever waits longest', async () => {
    const hosts = [{ userId: 'ben', weight: 2 }, { userId: 'chloe' }, { userId: 'dan' }];
    const { id } = await offered(hub(), { kind: 'round_robin', hosts });
    const turns: string[] = [];
    for (let nth = 0; nth < 8; nth += 1) {
      turns.push(await hostOf((await reserved(hub(), id, { start: at(nth), guest: guest(nth) })).id));
      await hub().advance('PT1M');
    }
    expect(tally(turns)).toEqual({ ben: 4, chloe: 2, dan: 2 });
    expect(turns.slice(0, 3).toSorted()).toEqual(['ben', 'chloe', 'dan']);
  });

  it('begins to count anew when its hosts change, and goes on when only its title does', async () => {
    const { id } = await offered(hub(), { kind: 'round_robin', hosts: hostsOf('ben', 'chloe') });
    const next = async (nth: number) =>
      hostOf((await reserved(hub(), id, { start: at(nth), guest: guest(nth) })).id);
    const put = (over: Record<string, unknown>) =>
      hub().call('PUT', `${EVENT_TYPES}/${id}`, {
        user: 'ada',
        body: offer({ kind: 'round_robin', ...over }),
      });
    expect(await next(0)).toBe('ben');
    await put({ hosts: hostsOf('ben', 'chloe'), title: 'Other' });
    expect(await next(1)).toBe('chloe');
    expect(await next(2)).toBe('ben');
    await put({ hosts: hostsOf('ben', 'dan') });
    expect(await next(3)).toBe('ben');
    expect(await next(4)).toBe('dan');
  });

  it('tells in the timeline whose turn it was, and why', async () => {
    const { id } = await offered(hub(), { kind: 'round_robin', hosts: hostsOf('ben', 'chloe') });
    const texts: (string | undefined)[] = [];
    for (const nth of [1, 2]) {
      const made = await reserved(hub(), id, { guest: guest(nth) });
      const path = `/v1/bookings/${made.id}/timeline`;
      texts.push((await hub().ask(Timeline, 'GET', path, { user: 'ada' })).items[0]?.text);
    }
    expect(texts).toEqual([
      'Guest 1 (guest) booked the meeting. It was the turn of Ben Okafor, who had the fewest for their weight of the 2 who were free.',
      'Guest 2 (guest) booked the meeting. Chloé Marchand takes it: nobody else was free.',
    ]);
  });

  it('gives one guest one host at a time, however often they press the button', async () => {
    const { id } = await offered(hub(), { kind: 'round_robin', hosts: hostsOf('ben', 'chloe') });
    const answers = await Promise.all(Array.from({ length: 4 }, () => reserve(hub(), id)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    expect(await startsOf(hub(), id)).toContain('2027-01-05T10:00:00Z');
    expect((await reserve(hub(), id, { guest: guest(1) })).status).toBe(201);
  });

  it('takes another order with the same address for what it is, and tells nobody who meets whom', async () => {
    const questions = [{ id: 'topic', label: 'What about?', kind: 'text' }];
    const hosts = hostsOf('ben', 'chloe', 'dan');
    const { id } = await offered(hub(), { kind: 'round_robin', hosts, questions });
    const office = (name: string, topic: string) =>
      reserve(hub(), id, { guest: { name, email: 'office@example.org' }, answers: { topic } });
    expect((await office('Gina', 'Compilers')).status).toBe(201);
    expect((await office('Gina', 'Compilers')).status).toBe(409);
    expect((await office('Hugo', 'Compilers')).status).toBe(201);
    expect((await office('Hugo', 'Moths')).status).toBe(201);
  });

  it('keeps buffers and the most a day of each host, also against those who book at once', async () => {
    const body = {
      zone: 'UTC',
      hours: [{ day: 2, from: '09:00', to: '17:00' }],
      bufferAfter: 'PT30M',
      perDay: 2,
    };
    for (const user of ['ben', 'chloe']) await hub().call('PUT', '/v1/me/availability', { user, body });
    const { id } = await offered(hub(), { kind: 'round_robin', hosts: hostsOf('ben', 'chloe') });
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, nth) => reserve(hub(), id, { start: at(nth), guest: guest(nth) })),
    );
    expect(tally(answers.map(({ status }) => String(status)))).toEqual({ '201': 4, '409': 12 });
    for (const user of ['ben', 'chloe']) {
      const starts = (await all())
        .filter(({ hosts: [host] }) => host?.userId === user)
        .map(({ start }) => Date.parse(start))
        .toSorted((a, b) => a - b);
      expect(starts).toHaveLength(2);
      expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThanOrEqual(3_600_000);
    }
  });
});
