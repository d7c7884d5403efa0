import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ExternalEvents } from '../../events/http/external-events.ts';
import { processClock } from '../../infra/local/clock.ts';
import { connectOutlook, outlookAccountOf } from '../support/connect-outlook.ts';
import { useHub } from '../support/hub.ts';
import { inOutlook } from '../support/outlook.ts';
import { wholeDays } from '../support/outlook-calendar.ts';

const hub = useHub();

const liveIn = (zone: string) => hub().ask(z.unknown(), 'PATCH', '/v1/me', { user: 'ben', body: { zone } });

const rows = async () => {
  const path = '/v1/users/ben/external-events?from=2027-01-01T00:00:00Z&to=2028-01-20T00:00:00Z';
  return (await hub().ask(ExternalEvents, 'GET', path, { user: 'ben' })).items.map(
    ({ start, end, allDay }) => ({
      start,
      end,
      allDay,
    }),
  );
};

/** Ben lives there, as does his mailbox, and has taken these days off. */
const off = async (zone: string, days: readonly (readonly [string, string])[], privacy = 'default') => {
  await liveIn(zone);
  await hub().microsoft.account({ email: outlookAccountOf('ben'), name: 'Ben', zone });
  const call = await hub().microsoft.as(outlookAccountOf('ben'));
  for (const [from, to] of days)
    await call('POST', '/v1.0/me/events', { subject: 'Off', ...wholeDays(from, to) });
  await connectOutlook(hub(), 'ben', { privacy });
};

describe('whole days in Outlook', { timeout: 60_000 }, () => {
  it.each([
    // A day of 23 hours, and one of 25.
    ['Europe/Prague', ['2027-03-28', '2027-03-29'], ['2027-03-27T23:00', '2027-03-28T22:00']],
    ['Europe/Prague', ['2027-10-31', '2027-11-01'], ['2027-10-30T22:00', '2027-10-31T23:00']],
    ['America/Sao_Paulo', ['2027-07-01', '2027-07-02'], ['2027-07-01T03:00', '2027-07-02T03:00']],
    ['Pacific/Apia', ['2027-07-01', '2027-07-02'], ['2027-06-30T11:00', '2027-07-01T11:00']],
  ] as const)('are days of where their owner lives (%s, %j)', async (zone, [from, to], [start, end]) => {
    await off(zone, [[from, to]]);
    expect(await rows()).toEqual([
      { start: `${start}:00.000Z`, end: `${end}:00.000Z`, allDay: { start: from, end: to } },
    ]);
  });

  it.each(['default', 'full_private'])('are so live as well, and to the hour (%s)', async (privacy) => {
    await off('America/New_York', [['2027-01-06', '2027-01-07']], privacy);
    const Busy = z.object({
      items: z.array(z.looseObject({ busy: z.array(z.looseObject({ start: z.string(), end: z.string() })) })),
    });
    const path = '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-09T00:00:00Z';
    const { items } = await hub().ask(Busy, 'GET', path, { user: 'ada' });
    expect(items[0]?.busy).toMatchObject([
      { start: '2027-01-06T05:00:00.000Z', end: '2027-01-07T05:00:00.000Z' },
    ]);
    expect((await rows()).map(({ start }) => start)).toEqual(['2027-01-06T05:00:00.000Z']);
  });

  it.each(['default', 'full_private'])(
    'move with their owner to another zone, within a day (%s)',
    async (privacy) => {
      await off('Europe/Prague', [['2027-03-10', '2027-03-11']], privacy);
      await (await inOutlook(hub(), 'ben')).add({ subject: 'Off', ...wholeDays('2027-01-06', '2027-01-08') });
      await hub().settle();
      await liveIn('America/New_York');
      processClock.advance(24 * 3_600_000);
      await hub().runSchedule('sweep');
      await hub().settle();
      expect(await rows()).toMatchObject([
        { start: '2027-01-06T05:00:00.000Z', end: '2027-01-08T05:00:00.000Z' },
        { start: '2027-03-10T05:00:00.000Z', end: '2027-03-11T05:00:00.000Z' },
      ]);
    },
  );
});
