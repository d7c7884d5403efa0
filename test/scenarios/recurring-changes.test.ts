import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { bookSeries, cancelScope, linesOf, meetingsOf, patchScope } from '../support/series.ts';

const hub = useHub();

describe('a change of some of a series', { timeout: 60_000 }, () => {
  it('moves all by the wall clock over a change of it, and counts them as their own way', async () => {
    await connectGoogle(hub(), 'ben');
    const { id, series } = await bookSeries(hub(), {
      start: '2027-03-16T10:00:00+01:00',
      end: '2027-03-16T11:00:00+01:00',
    });
    await hub().settle();
    const moved = await patchScope(hub(), id, {
      scope: 'all',
      start: '2027-03-16T10:30:00+01:00',
      end: '2027-03-16T11:30:00+01:00',
    });
    expect(moved.series).toEqual({ id: series.id, count: 4, left: [] });
    await hub().advance('PT3M');
    expect(linesOf(await meetingsOf(hub(), series.id)).slice(1, 3)).toEqual([
      '2027-03-23T09:30 confirmed',
      '2027-03-30T08:30 confirmed',
    ]);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('splits off those that follow: later changes of all are for one part', async () => {
    const { series } = await bookSeries(hub());
    const [first, , third] = await meetingsOf(hub(), series.id);
    const split = await patchScope(hub(), third?.id ?? '', {
      scope: 'following',
      title: 'Deep dive',
      start: '2027-01-20T10:00:00+01:00',
      end: '2027-01-20T11:00:00+01:00',
    });
    expect(split.series).toMatchObject({ count: 2, left: [] });
    expect(split.series.id).not.toBe(series.id);
    expect(split.seriesId).toBe(split.series.id);
    await patchScope(hub(), first?.id ?? '', { scope: 'all', title: 'Short call' });
    expect(linesOf(await meetingsOf(hub(), series.id))).toHaveLength(2);
    const later = await meetingsOf(hub(), split.series.id);
    expect(later.map(({ title }) => title)).toEqual(['Deep dive', 'Deep dive']);
    expect(linesOf(later)).toEqual(['2027-01-20T09:00 confirmed', '2027-01-27T09:00 confirmed']);
    await hub().settle();
    expect(await endFaults(hub())).toEqual([]);
  });

  it('leaves all where they are when one of them would come upon something else', async () => {
    const { id, series } = await bookSeries(hub());
    await book(hub(), { start: '2027-01-20T10:30:00+01:00', end: '2027-01-20T11:30:00+01:00' });
    const before = await meetingsOf(hub(), series.id);
    const body = { scope: 'all', start: '2027-01-06T10:00:00+01:00', end: '2027-01-06T11:00:00+01:00' };
    expect(await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body })).toMatchObject({
      status: 409,
      body: { code: 'host_busy', conflicts: [{ occurrence: '2027-01-20T09:00:00.000Z' }] },
    });
    expect(await meetingsOf(hub(), series.id)).toEqual(before);
    await hub().settle();
    expect(await endFaults(hub())).toEqual([]);
  });

  it('moves all by a week, each to where the next one was', async () => {
    const { id, series } = await bookSeries(hub());
    await patchScope(hub(), id, {
      scope: 'all',
      start: '2027-01-12T10:00:00+01:00',
      end: '2027-01-12T11:00:00+01:00',
    });
    expect(linesOf(await meetingsOf(hub(), series.id))).toEqual([
      '2027-01-12T09:00 confirmed',
      '2027-01-19T09:00 confirmed',
      '2027-01-26T09:00 confirmed',
      '2027-02-02T09:00 confirmed',
    ]);
    await hub().settle();
    expect(await endFaults(hub())).toEqual([]);
  });

  it('leaves one that was moved alone its own way, and one that was cancelled cancelled', async () => {
    const { id, series } = await bookSeries(hub());
    const [, second, third] = await meetingsOf(hub(), series.id);
    const body = { start: '2027-01-13T08:00:00+01:00', end: '2027-01-13T09:00:00+01:00' };
    await hub().call('PATCH', `/v1/bookings/${second?.id}`, { user: 'ben', body });
    await hub().call('POST', `/v1/bookings/${third?.id}/cancel`, { user: 'ben', body: { scope: 'this' } });
    await patchScope(hub(), id, { scope: 'all', end: '2027-01-05T11:30:00+01:00' });
    expect(linesOf(await meetingsOf(hub(), series.id))).toEqual([
      '2027-01-05T09:00 confirmed',
      '2027-01-13T07:00 confirmed',
      '2027-01-19T09:00 cancelled',
      '2027-01-26T09:00 confirmed',
    ]);
    expect(await readBooking(hub(), second?.id ?? '')).toMatchObject({ end: '2027-01-13T08:30:00.000Z' });
    await hub().settle();
    expect(await endFaults(hub())).toEqual([]);
  });

  it('is the same whether cancel all is pressed once or by two at the same time', async () => {
    const { id, series } = await bookSeries(hub());
    await hub().settle();
    const both = await Promise.all([cancelScope(hub(), id, 'all'), cancelScope(hub(), id, 'all')]);
    expect(both.map((each) => each.series.count)).toEqual([4, 4]);
    await hub().settle();
    const events = await hub().call('GET', '/v1/admin/events?type=booking.cancelled', { user: 'ada' });
    expect(events.body).toMatchObject({ items: [{}, {}, {}, {}] });
    expect(linesOf(await meetingsOf(hub(), series.id)).every((line) => line.endsWith('cancelled'))).toBe(
      true,
    );
    expect(await endFaults(hub())).toEqual([]);
  });

  it('is refused to who may not: members change what they host, others find nothing', async () => {
    const { id, series } = await bookSeries(hub());
    const body = { scope: 'all' };
    for (const user of ['chloe', 'gus'])
      expect(await hub().call('POST', `/v1/bookings/${id}/cancel`, { user, body })).toMatchObject({
        status: 404,
      });
    expect(await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'eve', body })).toMatchObject({
      status: 403,
    });
    const listed = await hub().call('GET', `/v1/bookings?series=${series.id}`, { user: 'chloe' });
    expect(listed.body).toEqual({ items: [] });
    expect(await meetingsOf(hub(), series.id)).toHaveLength(4);
  });
});
