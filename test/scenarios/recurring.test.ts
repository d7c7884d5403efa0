import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { liveEvents } from '../support/meeting.ts';
import { bookSeries, cancelScope, linesOf, meetingsOf } from '../support/series.ts';

const hub = useHub();

describe('a meeting that recurs', { timeout: 60_000 }, () => {
  it('is made whole, at one time of the wall clock over a change of it', async () => {
    await connectGoogle(hub(), 'ben');
    const made = await bookSeries(hub(), {
      start: '2027-03-16T10:00:00+01:00',
      end: '2027-03-16T11:00:00+01:00',
    });
    expect(made.series).toEqual({ id: made.seriesId, count: 4, left: [] });
    await hub().settle();
    const lines = linesOf(await meetingsOf(hub(), made.series.id));
    expect(lines).toEqual([
      '2027-03-16T09:00 confirmed',
      '2027-03-23T09:00 confirmed',
      '2027-03-30T08:00 confirmed',
      '2027-04-06T08:00 confirmed',
    ]);
    expect(await liveEvents(hub(), 'ben')).toHaveLength(4);
    await cancelScope(hub(), made.id, 'all');
    await hub().advance('PT3M');
    expect(await endFaults(hub())).toEqual([]);
  });
});
