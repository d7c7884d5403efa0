import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Series } from '../../../../../events/stored/series.ts';
import { advanceSeries } from '../../../../../shared/bookings/series/advance-series.ts';
import { keys } from '../../../../../shared/store/keys.ts';
import { TABLE } from '../../../../support/scratch-tables.ts';
import { useSeriesStage } from '../../../../support/series-stage.ts';

const stage = useSeriesStage();
const AT_TWO = { start: '2027-01-05T14:00:00.000Z', end: '2027-01-05T15:00:00.000Z' };
const WORK_MS = 15_000;

const goOn = ({ id }: Series) => advanceSeries(stage().deps)('acme', id, Number.POSITIVE_INFINITY);

/** Twelve Tuesdays. */
const made = async (): Promise<Series> => {
  const series = await stage().claimed({ recurrence: { freq: 'weekly', count: 12 } });
  await goOn(series);
  return series;
};

const startsOf = async (series: Series): Promise<string[]> =>
  (await stage().meetingsOf(series)).map(({ start }) => start.slice(11, 16));

/** Every look at the clock takes so many milliseconds; resolves to how long it took in all. */
const slowly = async (act: (stopAt: number) => Promise<unknown>, lookMs = 1000): Promise<number> => {
  const { clock } = stage().deps;
  const began = clock.now();
  stage().slow(lookMs);
  await act(began + WORK_MS);
  stage().slow(0);
  return clock.now() - began;
};

describe('a request for many meetings', () => {
  it('answers when its time is over, and counts the meetings that the clock goes on with', async () => {
    const series = await made();
    const tookMs = await slowly(async (stopAt) => {
      const { changed, left } = await stage().change(series, AT_TWO, stopAt);
      expect([changed.length, left]).toEqual([12, []]);
    });
    expect(tookMs).toBeLessThan(WORK_MS + 5000);
    expect(await startsOf(series)).toContain('09:00');
    await goOn(series);
    expect(await startsOf(series)).toEqual(Array(12).fill('14:00'));
  });

  it('counts meetings alike that are to be cancelled', async () => {
    const series = await made();
    await slowly(async (stopAt) => {
      expect(await stage().cancel(series, stopAt)).toHaveLength(12);
    });
    expect((await stage().meetingsOf(series)).map(({ status }) => status)).toContain('confirmed');
  });

  it('has one time for what an earlier one left to do and for its own', async () => {
    const series = await made();
    stage().dieAfter(10);
    await expect(stage().change(series, AT_TWO)).rejects.toThrow();
    const tookMs = await slowly((stopAt) => stage().change(series, { title: 'Later' }, stopAt), 400);
    expect(tookMs).toBeLessThan(WORK_MS + 5000);
    expect(await startsOf(series)).toEqual(Array(12).fill('14:00'));
  });

  it('is stored as what it says, and no more of the request', async () => {
    const series = await made();
    stage().dieAfter(1);
    await expect(stage().change(series, { ...AT_TWO, description: null })).rejects.toThrow();
    const { pk, sk } = keys.series('acme', series.id);
    const get = new GetCommand({ TableName: TABLE, Key: { pk, sk } });
    const { Item } = await stage().scratch.client.send(get);
    expect(Item?.pending.patch).toEqual({ description: null });
  });

  it('is busy where what an earlier one left to do takes all of it', async () => {
    const series = await made();
    stage().dieAfter(1);
    await expect(stage().change(series, AT_TWO)).rejects.toThrow();
    const tookMs = await slowly((stopAt) =>
      expect(stage().change(series, { title: 'Later' }, stopAt)).rejects.toMatchObject({ code: 'busy' }),
    );
    expect(tookMs).toBeLessThan(WORK_MS + 5000);
  });
});
