import { describe, expect, it } from 'vitest';
import { advanceSeries } from '../../../../../shared/bookings/series/advance-series.ts';
import { HubError } from '../../../../../shared/errors.ts';
import { aConnection } from '../../../../support/a-connection.ts';
import { useSeriesStage } from '../../../../support/series-stage.ts';

const stage = useSeriesStage();

const calendar = (name: string, isMain: boolean) => ({
  ...{ id: `cal_${name}`, calendarId: name, name, primary: isMain, target: isMain },
  ...{ writable: true, busy: false, holds: false, gone: false },
});

describe('meetings that are made in a calendar which is not read yet', () => {
  it('wait while it is asked for too much, and lie in it then', async () => {
    const { deps } = stage();
    const calendars = [{ ...calendar('primary', true), feedId: 'feed-ben' }, calendar('second', false)];
    const connection = { ...aConnection(), calendars, stateSince: '2027-01-01T09:00:00.000Z' };
    await deps.connections.commit({ connection });
    const series = await stage().claimed({ calendar: 'cal_second' });
    const busy = () => Promise.reject(new HubError('busy', { retryAfterSeconds: 1 }));
    const connections = { ...deps.connections, ofUsers: async () => [connection], ofUser: busy };
    const goOn = (how: typeof deps) => advanceSeries(how)('acme', series.id, Number.POSITIVE_INFINITY);
    await expect(goOn({ ...deps, connections })).rejects.toMatchObject({ code: 'busy' });
    expect(await stage().meetingsOf(series)).toEqual([]);
    await goOn(deps);
    const places = (await stage().meetingsOf(series)).map(({ calendars: { ben } }) => ben?.calendarId);
    expect(places).toEqual(Array(4).fill('second'));
  });
});
