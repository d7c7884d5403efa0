import { describe, expect, it } from 'vitest';
import { useHub } from '../support/hub.ts';
import { daily, deafBen, hourAt, meetingsOf, readNow, shownOf } from '../support/outlook-calendar.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const WEEK = ['2027-01-04', '2027-01-12'] as const;
const DAYS = ['01-05 10:00 Standup', '01-06 10:00 Standup', '01-07 10:00 Standup', '01-08 10:00 Standup'];

const standup = (over: Record<string, unknown> = {}) => ({
  subject: 'Standup',
  ...hourAt('2027-01-05', 10),
  ...daily('2027-01-05', 4),
  ...over,
});

/** A series of four days that the hub knows. */
const known = async () => {
  const ben = await deafBen(hub());
  const { id } = await ben.add(standup());
  await readNow(hub());
  expect(await shownOf(hub())).toEqual(DAYS);
  return { ben, id };
};

const idOn = async (ben: Awaited<ReturnType<typeof deafBen>>, id: unknown, day: string): Promise<string> => {
  const found = (await meetingsOf(ben, id, WEEK)).find(({ start }) => start.dateTime.startsWith(day));
  return String(found?.id);
};

describe('a series in Outlook', { timeout: 60_000 }, () => {
  it('blocks each of its days, and none any more where one is taken out, of which nothing is told', async () => {
    const { ben, id } = await known();
    await ben.remove(await idOn(ben, id, '2027-01-06'));
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(DAYS.filter((line) => !line.startsWith('01-06')));
  });

  it('blocks the new time of a meeting that was moved alone, not the old one, under its own title', async () => {
    const { ben, id } = await known();
    await ben.edit(await idOn(ben, id, '2027-01-07'), {
      ...hourAt('2027-01-07', 15),
      subject: 'Standup, later',
    });
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(DAYS.with(2, '01-07 15:00 Standup, later'));
  });

  it.each([['master'], ['occurrences']])(
    'is free again when all of it is deleted, told by its %s',
    async (how) => {
      const { ben, id } = await known();
      await ben.add({ subject: 'Dentist', ...hourAt('2027-01-06', 14) });
      await hub().microsoft.control('quirks', { removedSeries: how });
      await ben.remove(String(id));
      await readNow(hub());
      expect(await shownOf(hub())).toEqual(['01-06 14:00 Dentist']);
      await hub().microsoft.control('quirks', {});
    },
  );

  it('is what was last said of it: made shorter, private, free', async () => {
    const { ben, id } = await known();
    await ben.edit(String(id), { ...daily('2027-01-05', 2), sensitivity: 'private' });
    await readNow(hub());
    expect(await shownOf(hub())).toEqual(['01-05 10:00 Busy', '01-06 10:00 Busy']);
    await ben.edit(String(id), { showAs: 'free' });
    await readNow(hub());
    expect(await shownOf(hub())).toEqual([]);
  });

  it('that began years ago and never ends blocks the window only, on one page of hundreds', async () => {
    const ben = await deafBen(hub());
    const range = { type: 'noEnd', startDate: '2025-06-02', recurrenceTimeZone: 'UTC' };
    const pattern = { type: 'daily', interval: 1 };
    await ben.add(standup({ ...hourAt('2025-06-02', 10), recurrence: { pattern, range } }));
    await readNow(hub());
    const lines = await shownOf(hub());
    expect([lines[0], lines.at(-1), lines.length]).toEqual([
      '01-03 10:00 Standup',
      '01-03 10:00 Standup',
      366,
    ]);
  });

  it('is asked for where a round tells its meetings without it, and what is not told is not taken for gone', async () => {
    const { ben, id } = await known();
    const rows = await storedItems(hub(), 'FEED#');
    const row = rows.find(
      ({ title, start }) => title === 'Standup' && String(start).startsWith('2027-01-08'),
    );
    const hour = hourAt('2027-01-08', 18);
    const value = [{ id: row?.id, type: 'occurrence', seriesMasterId: row?.seriesId, ...hour }];
    const link = `${hub().microsoft.url}/v1.0/me/calendarView/delta?$deltatoken=next`;
    const match = { path: 'deltatoken' };
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ value, '@odata.deltaLink': link });
    await hub().microsoft.fault({ match, status: 200, body, headers, times: 1 });
    await ben.remove(await idOn(ben, id, '2027-01-05'));
    await readNow(hub());
    // The rest was looked at as it is: the meeting of the 8th has not moved, that of the 5th is gone.
    expect(await shownOf(hub())).toEqual(DAYS.slice(1));
  });
});
