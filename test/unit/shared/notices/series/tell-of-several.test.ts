import { describe, expect, it } from 'vitest';
import type { Series } from '../../../../../events/stored/series.ts';
import { changeBooking } from '../../../../../shared/bookings/change-booking.ts';
import { patchBooking } from '../../../../../shared/bookings/patch-booking.ts';
import { advanceSeries } from '../../../../../shared/bookings/series/advance-series.ts';
import { cancelBooking } from '../../../../../shared/domain/cancel-booking.ts';
import { tellSeries } from '../../../../../shared/notices/series/tell-series.ts';
import { BEN, useSeriesStage } from '../../../../support/series-stage.ts';

const stage = useSeriesStage();
const GINA = { email: 'gina@example.org', name: 'Gina' };

/** Three Tuesdays that nobody knows of. */
const made = async (over: Record<string, unknown> = {}): Promise<Series> => {
  const recurrence = { freq: 'weekly', count: 3 };
  const series = await stage().claimed({ guests: [GINA], recurrence, ...over });
  await advanceSeries(stage().deps)('acme', series.id, Number.POSITIVE_INFINITY);
  return series;
};

const tell = async ({ id: seriesId, occurrences }: Series): Promise<void> => {
  const bookingId = occurrences[0]?.bookingId ?? '';
  await tellSeries(stage().deps)({ v: 1, org: 'acme', bookingId, seriesId, trace: 'tell' });
};

const target = ({ occurrences }: Series, index: number) =>
  ({ org: 'acme', id: occurrences[index]?.bookingId ?? '', actor: BEN, trace: 'one' }) as const;

const cancel = async (series: Series, index: number): Promise<void> => {
  const at = new Date(stage().deps.clock.now()).toISOString();
  await changeBooking(stage().deps)(target(series, index), (current) => ({
    after: cancelBooking(current, { at, by: 'ben' }),
    type: 'booking.cancelled',
  }));
};

/** `ben: Confirmed: Intro call`, since the last look. */
const look = (): string[] =>
  stage()
    .sent.splice(0)
    .map(({ to, subject }) => `${to.split('@')[0]}: ${subject}`);

const UNKNOWN = { outcome: 'unknown', reason: 'timeout' } as const;

describe('mails about several meetings', () => {
  it('tell of none that was cancelled while others were written to, and whoever waits is told at once', async () => {
    const series = await made();
    stage().whileSending(async () => {
      await cancel(series, 1);
      stage().queued.splice(0);
    });
    await tell(series);
    expect(look()).toEqual(['ben: Confirmed: Intro call (3 meetings)']);
    expect(stage().queued).toMatchObject([{ queue: 'mail', body: { seriesId: series.id } }]);
    await tell(series);
    expect(look().toSorted()).toEqual([
      'ben: Cancelled: Intro call',
      'gina: Confirmed: Intro call (2 meetings)',
    ]);
  });

  it('go again without what is true no more, and the news say that', async () => {
    const series = await made({ guests: [] });
    stage().answers.push(UNKNOWN);
    await tell(series);
    await cancel(series, 1);
    stage().pass(200);
    await tell(series);
    expect(look()).toEqual([
      'ben: Confirmed: Intro call (3 meetings)',
      'ben: Confirmed: Intro call (2 meetings)',
      'ben: Cancelled: Intro call',
    ]);
  });

  it('do not go again once no two of them are true, and keep nobody from the news, nor who was taken off', async () => {
    const series = await made();
    stage().answers.push({ ...UNKNOWN }, { ...UNKNOWN });
    await tell(series);
    look();
    for (const index of [0, 1, 2])
      await patchBooking(stage().deps)(target(series, index), { guests: [] }, () => undefined);
    await cancel(series, 0);
    await cancel(series, 1);
    stage().pass(200);
    await tell(series);
    expect(look().toSorted()).toEqual([
      'ben: Updated: Intro call (3 meetings)',
      'gina: Cancelled: Intro call (3 meetings)',
    ]);
    const underWay = await stage().deps.series.notices('acme', series.id);
    expect(underWay.filter(({ sending }) => sending !== undefined)).toEqual([]);
  });
});
