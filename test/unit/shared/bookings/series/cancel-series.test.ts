import { describe, expect, it } from 'vitest';
import { patchBooking } from '../../../../../shared/bookings/patch-booking.ts';
import { advanceSeries } from '../../../../../shared/bookings/series/advance-series.ts';
import { BEN, useSeriesStage } from '../../../../support/series-stage.ts';

const stage = useSeriesStage();

describe('a series that is cancelled', () => {
  it('lets go of meetings too that were made drafts: nothing of it keeps a host from another', async () => {
    const { deps } = stage();
    const series = await stage().claimed();
    await advanceSeries(deps)('acme', series.id, Number.POSITIVE_INFINITY);
    const [named, second] = await stage().meetingsOf(series);
    const target = { org: 'acme', id: second?.id ?? '', actor: BEN, trace: 'draft' };
    await patchBooking(deps)(target, { status: 'draft' }, () => undefined);
    const cancelled = await stage().cancel(series);
    expect(cancelled).toHaveLength(4);
    if (named === undefined) throw new Error('it has no meeting');
    const [agenda] = await deps.bookings.agendas('acme', ['ben'], named.start, named.end);
    const states = Object.values(agenda?.bookings ?? {}).map(({ status }) => status);
    expect(states).toEqual(Array(4).fill('cancelled'));
  });
});
