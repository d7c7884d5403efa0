import { describe, expect, it } from 'vitest';
import type { Series } from '../../../../../events/stored/series.ts';
import { patchBooking } from '../../../../../shared/bookings/patch-booking.ts';
import { advanceSeries } from '../../../../../shared/bookings/series/advance-series.ts';
import { BEN, useSeriesStage } from '../../../../support/series-stage.ts';

const stage = useSeriesStage();

const made = async (): Promise<Series> => {
  const series = await stage().claimed();
  await goOn(series);
  return series;
};

const goOn = ({ id }: Series) => advanceSeries(stage().deps)('acme', id, Number.POSITIVE_INFINITY);

const edit = async (id: string | undefined, patch: Record<string, unknown>): Promise<void> => {
  const target = { org: 'acme', id: id ?? '', actor: BEN, trace: 'edit' };
  await patchBooking(stage().deps)(target, patch, () => undefined);
};

/** `14:00 Intro call`, in UTC. */
const linesOf = async (series: Series): Promise<string[]> =>
  (await stage().meetingsOf(series)).map(({ start, title }) => `${start.slice(11, 16)} ${title}`);

const AT_TWO = { start: '2027-01-05T14:00:00.000Z', end: '2027-01-05T15:00:00.000Z', title: 'Later' };
const AT_FIVE = { start: '2027-01-05T17:00:00.000Z', end: '2027-01-05T18:00:00.000Z' };

describe('a change of a series whose worker dies after two meetings', () => {
  it('leaves what people have edited since as they did, and reaches the others', async () => {
    const series = await made();
    const [first] = await stage().meetingsOf(series);
    stage().dieAfter(3);
    await expect(stage().change(series, AT_TWO)).rejects.toThrow();
    expect(await linesOf(series)).toEqual([
      '14:00 Later',
      '14:00 Later',
      '09:00 Intro call',
      '09:00 Intro call',
    ]);
    await edit(first?.id, AT_FIVE);
    await edit(series.occurrences[2]?.bookingId, { title: 'Before it came' });
    await goOn(series);
    expect(await linesOf(series)).toEqual(['17:00 Later', '14:00 Later', '14:00 Later', '14:00 Later']);
    expect((await stage().deps.series.read('acme', series.id))?.pending).toBeUndefined();
  });

  it('notes where it was although it changed nothing there, so that an edit stands there too', async () => {
    const series = await made();
    const [first] = await stage().meetingsOf(series);
    await edit(first?.id, { title: 'Later' });
    stage().dieAfter(2);
    await expect(stage().change(series, { title: 'Later' })).rejects.toThrow();
    await edit(first?.id, { title: 'My own' });
    await goOn(series);
    expect(await linesOf(series)).toEqual(['09:00 My own', '09:00 Later', '09:00 Later', '09:00 Later']);
  });

  it('is followed by a later change of all, which reaches the edited one again', async () => {
    const series = await made();
    stage().dieAfter(3);
    await expect(stage().change(series, { title: 'One' })).rejects.toThrow();
    await edit(series.occurrences[0]?.bookingId, { title: 'My own' });
    await stage().change(series, { title: 'Two' });
    expect(await linesOf(series)).toEqual(Array(4).fill('09:00 Two'));
  });
});
