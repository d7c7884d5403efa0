import { describe, expect, it } from 'vitest';
import type { Series } from '../../../../../events/stored/series.ts';
import { judgeConflicts } from '../../../../../shared/bookings/judge-conflicts.ts';
import { patchBooking } from '../../../../../shared/bookings/patch-booking.ts';
import { advanceSeries } from '../../../../../shared/bookings/series/advance-series.ts';
import { spreadConflicts } from '../../../../../shared/bookings/spread-conflicts.ts';
import { BEN, useSeriesStage } from '../../../../support/series-stage.ts';

const stage = useSeriesStage();
const goOn = ({ id }: Series) => advanceSeries(stage().deps)('acme', id, Number.POSITIVE_INFINITY);

/** All that is asked of conflicts, and what follows from it. */
const judgeAll = async (): Promise<void> => {
  const { deps, queued } = stage();
  for (let message = queued.shift(); message !== undefined; message = queued.shift()) {
    const { queue, body } = message;
    if (queue === 'provision' && body.kind === 'conflicts') await spreadConflicts(deps)(body);
    if (queue === 'sync' && body.kind === 'conflicts') await judgeConflicts(deps)(body);
  }
};

/** A single meeting of ben's. */
const single = async (): Promise<string> => {
  const series = await stage().claimed({
    start: '2027-01-08T10:00:00Z',
    end: '2027-01-08T11:00:00Z',
    recurrence: { freq: 'weekly', count: 1 },
  });
  await goOn(series);
  await judgeAll();
  return series.occurrences[0]?.bookingId ?? '';
};

/** Whatever else is there. */
const drag = async (id: string, start: string, end: string): Promise<void> => {
  const target = { org: 'acme', id, actor: BEN, trace: 'drag' };
  await patchBooking(stage().deps)(target, { start, end, allowConflicts: true }, () => undefined);
};

const conflictsOf = async (id: string | undefined) =>
  (await stage().deps.bookings.read('acme', id ?? ''))?.conflicts.map(({ start }) => start);

describe('a time that a series has claimed before its meetings are there', () => {
  it('shows on both sides who came upon it while a change was on its way', async () => {
    const other = await single();
    const series = await stage().claimed();
    await goOn(series);
    const first = series.occurrences[0]?.bookingId;
    const AT_TWO = { start: '2027-01-05T14:00:00.000Z', end: '2027-01-05T15:00:00.000Z' };
    stage().dieAfter(1);
    await expect(stage().change(series, AT_TWO)).rejects.toThrow();
    await drag(other, '2027-01-05T14:30:00.000Z', '2027-01-05T15:30:00.000Z');
    await judgeAll();
    await goOn(series);
    await judgeAll();
    expect(await conflictsOf(other)).toEqual(['2027-01-05T14:00:00.000Z']);
    expect(await conflictsOf(first)).toEqual(['2027-01-05T14:30:00.000Z']);
  });

  it('shows on both sides who came upon it before the meetings were made', async () => {
    const other = await single();
    const series = await stage().claimed();
    await drag(other, '2027-01-05T09:30:00.000Z', '2027-01-05T10:30:00.000Z');
    await judgeAll();
    await goOn(series);
    await judgeAll();
    expect(await conflictsOf(other)).toEqual(['2027-01-05T09:00:00.000Z']);
    expect(await conflictsOf(series.occurrences[0]?.bookingId)).toEqual(['2027-01-05T09:30:00.000Z']);
  });

  it('is looked at by the clock where whoever closed it died before saying so', async () => {
    const series = await stage().claimed();
    const deps = { ...stage().deps, queues: { send: () => Promise.reject(new Error('no queue')) } };
    await advanceSeries(deps)('acme', series.id, Number.POSITIVE_INFINITY);
    expect(stage().logged).toEqual(['series.enqueue_failed']);
    const dues = await stage().deps.dues.dueBy('2027-01-04T09:02:00.000Z', 100);
    const span = { from: '2027-01-05T09:00:00.000Z', to: '2027-01-26T10:00:00.000Z' };
    expect(dues.filter(({ kind }) => kind === 'conflicts')).toMatchObject([
      { owner: `${series.id}.2`, messages: [{ body: { hosts: ['ben'], spans: [span] } }] },
    ]);
  });
});
