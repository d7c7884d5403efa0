import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { GINA, inGoogle, liveEvents } from '../support/meeting.ts';
import { order } from '../support/order.ts';
import { bookSeries, linesOf, meetingsOf, weekly } from '../support/series.ts';

const hub = useHub();

/** Free, taken or over: nothing else may be answered to who comes at the same time as others. */
const FAIR = [200, 201, 409, 503];

describe('a series that many change at once', { timeout: 60_000 }, () => {
  it('has one owner of every hour: of two series for the same time one is made, whole', async () => {
    const post = (user: string, hosts: string[]) =>
      hub().call('POST', '/v1/bookings', { user, body: order({ recurrence: weekly(6), hosts }) });
    const answers = await Promise.all([
      post('ben', ['ben', 'chloe']),
      post('chloe', ['chloe']),
      post('ben', ['ben']),
      post('ada', ['ben', 'dan']),
    ]);
    expect(answers.every(({ status }) => FAIR.includes(status))).toBe(true);
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    await hub().settle();
    const listed = await hub().call('GET', '/v1/bookings?to=2027-03-01T00:00:00Z&limit=100', { user: 'ada' });
    const { items } = Object(listed.body);
    const hours = items.flatMap(({ start, hosts }: { start: string; hosts: { userId: string }[] }) =>
      hosts.map(({ userId }) => `${userId} ${start}`),
    );
    expect(new Set(hours).size).toBe(hours.length);
    expect(hours.length % 6).toBe(0);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('ends in a state on which all agree, whoever was first', async () => {
    await connectGoogle(hub(), 'ben');
    const { id, series } = await bookSeries(hub(), { guests: [GINA], recurrence: weekly(5) });
    await hub().settle();
    const [, second, third] = await meetingsOf(hub(), series.id);
    const [event] = (await liveEvents(hub(), 'ben')).filter(({ start }) =>
      String(Object(start).dateTime).startsWith('2027-01-26'),
    );
    const google = await inGoogle(hub(), 'ben');
    const act = (method: string, path: string, body: Record<string, unknown>) =>
      hub().call(method, `/v1/bookings/${path}`, { user: 'ben', body });
    const [, ...answers] = await Promise.all([
      google.move(String(event?.id), '2027-01-26T16:00:00+01:00', '2027-01-26T17:00:00+01:00'),
      act('PATCH', id, {
        scope: 'all',
        start: '2027-01-05T12:00:00+01:00',
        end: '2027-01-05T13:00:00+01:00',
      }),
      act('PATCH', third?.id ?? '', { scope: 'following', title: 'Later' }),
      act('PATCH', second?.id ?? '', {
        start: '2027-01-13T08:00:00+01:00',
        end: '2027-01-13T09:00:00+01:00',
      }),
      act('POST', `${second?.id}/cancel`, { scope: 'following' }),
    ]);
    expect(answers.every(({ status }) => FAIR.includes(status))).toBe(true);
    await hub().advance('PT10M');
    expect(linesOf(await meetingsOf(hub(), series.id))).toContain('2027-01-05T11:00 confirmed');
    expect(await endFaults(hub())).toEqual([]);
  });
});
