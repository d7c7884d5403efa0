import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook } from '../support/connect-outlook.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { inGoogle, liveEvents } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';
import { bookSeries, cancelScope, linesOf, meetingsOf, weekly } from '../support/series.ts';

const hub = useHub();

const post = (body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  hub().call('POST', '/v1/bookings', { user: 'ben', body: order(body), headers });

describe('a meeting that recurs', { timeout: 60_000 }, () => {
  it('is made whole, at one time of the wall clock over a change of it, in the calendar too', async () => {
    await connectGoogle(hub(), 'ben');
    const time = { start: '2027-03-16T10:00:00+01:00', end: '2027-03-16T11:00:00+01:00' };
    const made = await bookSeries(hub(), time);
    expect(made).toMatchObject({ occurrence: '2027-03-16T09:00:00.000Z', start: '2027-03-16T09:00:00.000Z' });
    expect(made.series).toEqual({ id: made.seriesId, count: 4, left: [] });
    await hub().settle();
    const meetings = await meetingsOf(hub(), made.series.id);
    expect(linesOf(meetings)).toEqual([
      '2027-03-16T09:00 confirmed',
      '2027-03-23T09:00 confirmed',
      '2027-03-30T08:00 confirmed',
      '2027-04-06T08:00 confirmed',
    ]);
    expect(meetings.map(({ hosts }) => hosts[0]?.calendar.state)).toEqual(Array(4).fill('synced'));
    expect(await liveEvents(hub(), 'ben')).toHaveLength(4);
    await hub().advance('PT3M');
    expect(await endFaults(hub())).toEqual([]);
  });

  it('is made by any rule, without the days that it leaves out', async () => {
    const { series } = await bookSeries(hub(), {
      recurrence: {
        freq: 'weekly',
        byDay: ['TU', 'TH'],
        until: '2027-01-19',
        except: ['2027-01-12'],
      },
    });
    expect(linesOf(await meetingsOf(hub(), series.id))).toEqual([
      '2027-01-05T09:00 confirmed',
      '2027-01-07T09:00 confirmed',
      '2027-01-14T09:00 confirmed',
      '2027-01-19T09:00 confirmed',
    ]);
  });

  it('takes all of its time or none, and says which meetings are in the way; or leaves those out and says so', async () => {
    await book(hub(), { start: '2027-01-12T10:30:00+01:00', end: '2027-01-12T11:30:00+01:00' });
    expect(await post({ recurrence: weekly(3) })).toMatchObject({
      status: 409,
      body: {
        code: 'host_busy',
        conflicts: [
          { userId: 'ben', start: '2027-01-12T09:30:00.000Z', occurrence: '2027-01-12T09:00:00.000Z' },
        ],
      },
    });
    expect(await post({ start: '2027-01-05T10:00:00Z', end: '2027-01-05T11:00:00Z' })).toMatchObject({
      status: 201,
    });
    const { series } = await bookSeries(hub(), { recurrence: weekly(3), skipConflicts: true });
    expect(series).toMatchObject({
      count: 2,
      left: [{ start: '2027-01-12T09:00:00.000Z', code: 'host_busy', conflicts: [{ userId: 'ben' }] }],
    });
    await hub().settle();
    expect(await endFaults(hub())).toEqual([]);
  });

  it('heeds what stands in the calendar of a host on any of its days', async () => {
    await connectGoogle(hub(), 'ben');
    const google = await inGoogle(hub(), 'ben');
    const time = (hour: string) => ({ dateTime: `2027-01-19T${hour}:00:00+01:00` });
    await google.add({ summary: 'Dentist', start: time('10'), end: time('11') });
    await hub().settle();
    expect(await post({ recurrence: weekly(3) })).toMatchObject({
      status: 409,
      body: { code: 'host_busy', conflicts: [{ occurrence: '2027-01-19T09:00:00.000Z' }] },
    });
  });

  it('has a link of its own for every meeting, which goes with it', async () => {
    await connectOutlook(hub(), 'ben');
    await connectZoom(hub(), 'ben');
    const { id, series } = await bookSeries(hub(), { recurrence: weekly(3), location: { kind: 'zoom' } });
    await hub().advance('PT3M');
    const meetings = await meetingsOf(hub(), series.id);
    expect(new Set(meetings.map(({ conference }) => conference?.joinUrl)).size).toBe(3);
    expect(meetings.every(({ conference }) => conference?.state === 'ready')).toBe(true);
    await cancelScope(hub(), id, 'all');
    await hub().advance('PT3M');
    expect(await endFaults(hub())).toEqual([]);
  });

  it('keeps its time from others from the moment it is made', async () => {
    const { series } = await bookSeries(hub());
    expect(
      await post({ start: '2027-01-26T10:30:00+01:00', end: '2027-01-26T11:30:00+01:00' }),
    ).toMatchObject({ status: 409, body: { code: 'slot_taken' } });
    expect(await meetingsOf(hub(), series.id)).toHaveLength(4);
  });

  it('is made once by two clients with one key, and by one that comes again', async () => {
    const headers = { 'idempotency-key': 'tuesdays' };
    const body = { recurrence: weekly(4) };
    const answers = await Promise.all([post(body, headers), post(body, headers), post(body, headers)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await post(body, headers)).toMatchObject({
      status: 201,
      headers: { 'idempotent-replayed': 'true' },
      body: answers[0]?.body,
    });
    expect(await post({ recurrence: weekly(5) }, headers)).toMatchObject({
      status: 409,
      body: { code: 'idempotency_key_reused' },
    });
    await hub().settle();
    const listed = await hub().call('GET', '/v1/bookings?from=2027-01-01T00:00:00Z&limit=100', {
      user: 'ben',
    });
    expect(listed.body).toMatchObject({ items: [{}, {}, {}, {}] });
    expect(await endFaults(hub())).toEqual([]);
  });
});
