import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { type Death, deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { GINA } from '../support/meeting.ts';
import { order } from '../support/order.ts';
import { bookSeries, weekly } from '../support/series.ts';

const hub = useHub();
const HOUR_MS = 3_600_000;
const TEN = Date.parse('2027-01-05T09:00:00Z');
const iso = (time: number) => new Date(time).toISOString();

/** Series of their own, an hour apart. */
const nth = (index: number): Record<string, unknown> => ({
  title: `Series ${index}`,
  start: iso(TEN + index * HOUR_MS),
  end: iso(TEN + (index + 1) * HOUR_MS),
  guests: [GINA],
  recurrence: weekly(3),
});

const Made = z.object({
  items: z.array(z.object({ title: z.string(), seriesId: z.string(), status: z.string() })),
});

/** How many meetings of each title there are. */
const counted = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const week of [0, 7, 14, 21]) {
    const from = iso(TEN + week * 24 * HOUR_MS);
    const to = iso(TEN + (week + 7) * 24 * HOUR_MS);
    const path = `/v1/bookings?from=${from}&to=${to}&limit=100&status=confirmed`;
    for (const { title } of (await hub().ask(Made, 'GET', path, { user: 'ada' })).items)
      counts[title] = (counts[title] ?? 0) + 1;
  }
  return counts;
};

const mailsTo = async (address: string, prefix: string): Promise<string[]> =>
  (await hub().inbox.to(address))
    .map(({ subject }) => subject)
    .filter((subject) => subject.startsWith(prefix));

const once = (list: readonly string[]): string[] => [...new Set(list)].toSorted();

/** Dies there, in the request or in what follows from it, and is heard of no more until minutes later. */
const dieAt = async (death: Death, act: () => Promise<{ readonly status: number }>): Promise<number> => {
  await killAt(hub(), death);
  const { status } = await act();
  await hub().settle();
  await noMoreDeaths(hub());
  return status;
};

describe('a series whose maker dies', { timeout: 120_000 }, () => {
  it('is made whole or not at all, and told once', async () => {
    const statuses: number[] = [];
    for (const [index, death] of deaths({ tables: [9, 17, 26], queues: [0] }).entries())
      statuses.push(
        await dieAt(death, () =>
          hub().call('POST', '/v1/bookings', { user: 'ben', body: order(nth(index)) }),
        ),
      );
    expect(statuses.some((status) => status >= 500)).toBe(true);
    await hub().advance('PT8M');
    const made = await counted();
    expect([...new Set(Object.values(made))]).toEqual([3]);
    for (const [index, status] of statuses.entries())
      if (status === 201) expect(made).toHaveProperty([`Series ${index}`], 3);
    const expected = once(Object.keys(made).map((title) => `Confirmed: ${title} (3 meetings)`));
    for (const address of [GINA.email, 'ben@acme.example'])
      expect((await mailsTo(address, 'Confirmed')).toSorted()).toEqual(expected);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('is cancelled, or moved, whole in the end, and told once', async () => {
    const places = deaths({ tables: [4, 9] });
    for (const index of places.keys()) await bookSeries(hub(), nth(index));
    await hub().settle();
    hub().inbox.clear();
    const Items = z.object({
      items: z.array(z.object({ id: z.string(), start: z.string(), title: z.string() })),
    });
    const path = `/v1/bookings?from=${iso(TEN)}&to=${iso(TEN + 48 * HOUR_MS)}&limit=100`;
    const firsts = (await hub().ask(Items, 'GET', path, { user: 'ada' })).items;
    for (const [index, { id, start }] of firsts.entries()) {
      const death = places[index];
      if (death === undefined) continue;
      const later = {
        start: iso(Date.parse(start) + 72 * HOUR_MS),
        end: iso(Date.parse(start) + 73 * HOUR_MS),
      };
      const act = () =>
        index % 2 === 0
          ? hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: { scope: 'all' } })
          : hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { scope: 'all', ...later } });
      await dieAt(death, async () => {
        await insist(act);
        return act();
      });
    }
    await hub().advance('PT8M');
    const made = await counted();
    const moved = firsts.filter((_, index) => index % 2 === 1).map(({ title }) => title);
    expect(made).toEqual(Object.fromEntries(moved.map((title) => [title, 3])));
    expect((await mailsTo(GINA.email, 'Rescheduled')).toSorted()).toEqual(
      once(moved.map((title) => `Rescheduled: ${title} (3 meetings)`)),
    );
    expect(await mailsTo(GINA.email, 'Cancelled')).toHaveLength(firsts.length - moved.length);
    expect(await endFaults(hub())).toEqual([]);
  });
});
