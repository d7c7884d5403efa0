import { describe, expect, it } from 'vitest';
import { OrgSettings } from '../../../../../events/stored/org-settings.ts';
import type { Series } from '../../../../../events/stored/series.ts';
import { patchBooking } from '../../../../../shared/bookings/patch-booking.ts';
import { advanceSeries } from '../../../../../shared/bookings/series/advance-series.ts';
import { tellSeries } from '../../../../../shared/notices/series/tell-series.ts';
import { BEN, useSeriesStage } from '../../../../support/series-stage.ts';

const stage = useSeriesStage();
/** With Ben more than one round of mails is for. */
const GUESTS = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, email: `${name}@guests.example` }));
const AT_NOON = { start: '2027-01-05T12:00:00.000Z', end: '2027-01-05T13:00:00.000Z' };

const goOn = ({ id }: Series) => advanceSeries(stage().deps)('acme', id, Number.POSITIVE_INFINITY);

const tell = async ({ id: seriesId, occurrences }: Series): Promise<void> => {
  const bookingId = occurrences[0]?.bookingId ?? '';
  await tellSeries(stage().deps)({ v: 1, org: 'acme', bookingId, seriesId, trace: 'tell' });
};

/** Two Tuesdays that everybody knows of. */
const known = async (): Promise<Series> => {
  const { deps } = stage();
  await deps.settings.put(OrgSettings.parse({ v: 1, org: 'acme', version: 1, reminders: [60] }), undefined);
  const series = await stage().claimed({ guests: GUESTS, recurrence: { freq: 'weekly', count: 2 } });
  await goOn(series);
  await tell(series);
  await tell(series);
  stage().sent.splice(0);
  return series;
};

/** A change of both, whose worker dies when it has reached the first. */
const changeHalf = async (series: Series): Promise<void> => {
  stage().dieAfter(1, series.occurrences[1]?.bookingId);
  await expect(stage().change(series, AT_NOON)).rejects.toThrow();
};

const subjects = (): string[] => [...new Set(stage().sent.map(({ subject }) => subject))].toSorted();

/** Each has one mail about both. */
const expectDigests = async (series: Series): Promise<void> => {
  stage().sent.splice(0);
  await goOn(series);
  await tell(series);
  expect(subjects()).toEqual(['Rescheduled: Intro call (2 meetings)']);
  expect(stage().sent).toHaveLength(GUESTS.length + 1);
};

describe('mails about one meeting of a series, while a change of several begins', () => {
  it('are reminders only where one is reminded of: the news wait for those of the others', async () => {
    const series = await known();
    stage().pass(23 * 3600);
    stage().whileSending(() => changeHalf(series));
    await tell(series);
    expect(subjects()).toEqual(['Reminder: Intro call']);
    await expectDigests(series);
  });

  it('go to nobody from then on', async () => {
    const series = await known();
    const target = { org: 'acme', id: series.occurrences[0]?.bookingId ?? '', actor: BEN, trace: 'one' };
    const time = { start: '2027-01-05T15:00:00.000Z', end: '2027-01-05T16:00:00.000Z' };
    await patchBooking(stage().deps)(target, time, () => undefined);
    stage().whileSending(() => changeHalf(series));
    await tell(series);
    expect(subjects()).toEqual(['Rescheduled: Intro call']);
    expect(stage().sent.length).toBeLessThanOrEqual(5);
    await expectDigests(series);
  });
});
