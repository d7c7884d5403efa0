import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../../../shared/ports/calendar-provider.ts';
import { replaceSeries, type ToldSeries, withSeries } from '../../../../shared/sync/replace-series.ts';
import { aBooking } from '../../../support/a-booking.ts';
import { aFeed } from '../../../support/a-feed.ts';
import { memoryBookings } from '../../../support/memory-bookings.ts';
import { memoryFeeds } from '../../../support/memory-feeds.ts';

const event = (id: string, seriesId?: string, exists = true): CalendarEvent => ({
  id,
  exists,
  busy: exists,
  isPrivate: false,
  attendees: [],
  ...(seriesId !== undefined && { seriesId }),
});
const master = (id: string) => event(id, id);
const gone = (id: string) => event(id, undefined, false);
const NONE: ToldSeries = new Map();

/** What is left of three meetings of a series `s` and a single event. */
const leftAfter = async (...pages: readonly CalendarEvent[][]) => {
  const feed = aFeed();
  const feeds = memoryFeeds(feed);
  const row = { v: 1, feedId: feed.id, generation: 'gen_1', start: 'a', end: 'b', busy: true } as const;
  await feeds.putEvents([
    ...['1', '2', '3'].map((id) => ({ ...row, id, seriesId: 's' })),
    { ...row, id: 'single' },
  ]);
  const reading = {
    feed,
    generation: 'gen_1',
    access: { accessToken: '', calendarId: 'primary' },
    trace: '',
    window: { from: '', to: '' },
  };
  const deps = {
    feeds,
    bookings: memoryBookings(aBooking()),
    queues: { send: () => Promise.resolve() },
    clock: { now: () => 0 },
  };
  const isDoubtful = await replaceSeries(deps)(reading, pages.reduce(withSeries, NONE));
  return { left: feeds.rows().map((key) => key.slice('gen_1 '.length)), isDoubtful };
};

describe('a series that is told again', () => {
  it('has only the meetings that were told with it', async () => {
    expect(await leftAfter([master('s'), event('1', 's'), event('3', 's')])).toEqual({
      left: ['1', '3', 'single'],
      isDoubtful: false,
    });
  });

  it('is what the last page says of it, also where an earlier one said more', async () => {
    const first = [master('s'), event('1', 's'), event('2', 's'), event('3', 's')];
    expect((await leftAfter(first, [master('s'), event('2', 's')])).left).toEqual(['2', 'single']);
    expect((await leftAfter(first, [gone('s')])).left).toEqual(['single']);
    expect((await leftAfter([gone('s')], first)).left).toEqual(['1', '2', '3', 'single']);
  });

  it('may go on over pages', async () => {
    const { left } = await leftAfter([master('s'), event('1', 's')], [event('2', 's')], [event('3', 's')]);
    expect(left).toEqual(['1', '2', '3', 'single']);
  });

  it('leaves alone what nobody has told whole, and says so', async () => {
    expect(await leftAfter([event('2', 's')])).toEqual({
      left: ['1', '2', '3', 'single'],
      isDoubtful: true,
    });
    expect((await leftAfter([event('1', 's'), event('2', 's'), event('3', 's')])).isDoubtful).toBe(false);
  });

  it('leaves all other events alone', async () => {
    expect(await leftAfter([event('single'), gone('other'), master('t'), event('9', 't')])).toEqual({
      left: ['1', '2', '3', 'single'],
      isDoubtful: false,
    });
  });
});
