import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useGoogle } from './simulated-google.ts';

const ADA = 'ada@acme.example';
const BERLIN = 'Europe/Berlin';
const calendarId = 'primary';
const google = useGoogle();
const time = (dateTime: string, timeZone = BERLIN) => ({ dateTime, timeZone });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2027-03-01T08:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const series = async (...recurrence: string[]) => {
  await google().account(ADA, { zone: BERLIN });
  const { events } = await google().app(ADA);
  const requestBody = {
    id: 'series',
    summary: 'Weekly',
    start: time('2027-03-15T09:00:00'),
    end: time('2027-03-15T10:00:00'),
    recurrence,
  };
  await events.insert({ calendarId, requestBody });
  return events;
};

type Events = Awaited<ReturnType<typeof series>>;

const starts = async (events: Events) => {
  const { data } = await events.list({ calendarId, singleEvents: true, orderBy: 'startTime' });
  return data.items?.map(({ start }) => start?.dateTime);
};

describe('a series', () => {
  it('keeps its local time over the change to summer time', async () => {
    const events = await series('RRULE:FREQ=WEEKLY;COUNT=3');
    expect(await starts(events)).toEqual([
      '2027-03-15T09:00:00+01:00',
      '2027-03-22T09:00:00+01:00',
      '2027-03-29T09:00:00+02:00',
    ]);
  });

  it.each([
    ['RRULE:FREQ=DAILY;INTERVAL=2;COUNT=3', ['2027-03-15', '2027-03-17', '2027-03-19']],
    ['RRULE:FREQ=DAILY;UNTIL=20270317T080000Z', ['2027-03-15', '2027-03-16', '2027-03-17']],
    ['RRULE:FREQ=DAILY;UNTIL=20270317T075959Z', ['2027-03-15', '2027-03-16']],
    ['RRULE:FREQ=WEEKLY;BYDAY=WE,MO;COUNT=4', ['2027-03-15', '2027-03-17', '2027-03-22', '2027-03-24']],
    [
      'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=4',
      ['2027-03-15', '2027-03-19', '2027-03-29', '2027-04-02'],
    ],
    ['RRULE:FREQ=MONTHLY;COUNT=3', ['2027-03-15', '2027-04-15', '2027-05-15']],
    ['RRULE:FREQ=YEARLY;COUNT=2', ['2027-03-15', '2028-03-15']],
  ])('of %s stands on the right days', async (rule, days) => {
    const events = await series(rule);
    expect((await starts(events))?.map((start) => start?.slice(0, 10))).toEqual(days);
  });

  it('leaves out the days of EXDATE', async () => {
    const events = await series('RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;TZID=Europe/Berlin:20270316T090000');
    expect((await starts(events))?.map((start) => start?.slice(0, 10))).toEqual(['2027-03-15', '2027-03-17']);
  });

  it('skips months without its day', async () => {
    await google().account(ADA, { zone: BERLIN });
    const { events } = await google().app(ADA);
    const requestBody = {
      start: time('2027-03-31T09:00:00'),
      end: time('2027-03-31T10:00:00'),
      recurrence: ['RRULE:FREQ=MONTHLY;COUNT=3'],
    };
    await events.insert({ calendarId, requestBody });
    expect((await starts(events))?.map((start) => start?.slice(0, 10))).toEqual([
      '2027-03-31',
      '2027-05-31',
      '2027-07-31',
    ]);
  });

  it('of whole days has whole-day instances', async () => {
    await google().account(ADA, { zone: BERLIN });
    const { events } = await google().app(ADA);
    const requestBody = {
      id: 'fairs',
      start: { date: '2027-03-27' },
      end: { date: '2027-03-29' },
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'],
    };
    await events.insert({ calendarId, requestBody });
    const { data } = await events.list({ calendarId, singleEvents: true });
    expect(data.items?.map(({ id, start, end }) => [id, start?.date, end?.date])).toEqual([
      ['fairs_20270327', '2027-03-27', '2027-03-29'],
      ['fairs_20270403', '2027-04-03', '2027-04-05'],
    ]);
  });

  it('comes as one master, or as instances that name it', async () => {
    const events = await series('RRULE:FREQ=WEEKLY;COUNT=2');
    const masters = (await events.list({ calendarId })).data.items;
    expect(masters).toHaveLength(1);
    expect(masters?.[0]).toMatchObject({ id: 'series', recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] });
    const instances = (await events.list({ calendarId, singleEvents: true })).data.items;
    expect(instances?.[1]).toMatchObject({
      id: 'series_20270322T080000Z',
      recurringEventId: 'series',
      originalStartTime: time('2027-03-22T09:00:00+01:00'),
    });
    expect(instances?.[1]?.recurrence).toBeUndefined();
  });

  it('can be asked for its instances', async () => {
    const events = await series('RRULE:FREQ=WEEKLY;COUNT=5');
    const query = {
      calendarId,
      eventId: 'series',
      timeMin: '2027-03-22T00:00:00Z',
      timeMax: '2027-04-01T00:00:00Z',
    };
    const { data } = await events.instances(query);
    expect(data.items?.map(({ id }) => id)).toEqual(['series_20270322T080000Z', 'series_20270329T070000Z']);
    const one = await events.instances({
      calendarId,
      eventId: 'series',
      originalStart: '2027-03-29T07:00:00Z',
    });
    expect(one.data.items?.map(({ id }) => id)).toEqual(['series_20270329T070000Z']);
  });

  it('without an end brings hundreds of instances into a delta when touched', async () => {
    const events = await series('RRULE:FREQ=WEEKLY');
    const query = { calendarId, singleEvents: true };
    const first = await events.list({ ...query, timeMax: '2027-04-01T00:00:00Z' });
    await events.patch({ calendarId, eventId: 'series', requestBody: { summary: 'Other' } });
    const { data } = await events.list({
      ...query,
      maxResults: 2500,
      syncToken: first.data.nextSyncToken ?? '',
    });
    expect(data.items?.length).toBeGreaterThan(200);
  });
});

describe('an exception', () => {
  const second = { calendarId, eventId: 'series_20270322T080000Z' };

  it('stands in for its instance, beside the master in the other view', async () => {
    const events = await series('RRULE:FREQ=WEEKLY;COUNT=3');
    await events.patch({
      ...second,
      requestBody: {
        start: { dateTime: '2027-03-23T11:00:00+01:00' },
        end: { dateTime: '2027-03-23T12:00:00+01:00' },
      },
    });
    expect(await starts(events)).toEqual([
      '2027-03-15T09:00:00+01:00',
      '2027-03-23T11:00:00+01:00',
      '2027-03-29T09:00:00+02:00',
    ]);
    const { data } = await events.list({ calendarId });
    expect(data.items?.map(({ id }) => id)).toEqual(['series', second.eventId]);
    expect((await events.get(second)).data.originalStartTime?.dateTime).toBe('2027-03-22T09:00:00+01:00');
  });

  it('that is cancelled stays in the masters view and in deltas as a bare line', async () => {
    const events = await series('RRULE:FREQ=WEEKLY;COUNT=3');
    const { nextSyncToken } = (await events.list({ calendarId })).data;
    await events.delete(second);
    const line = {
      id: second.eventId,
      status: 'cancelled',
      recurringEventId: 'series',
      originalStartTime: time('2027-03-22T09:00:00+01:00'),
    };
    expect((await events.list({ calendarId })).data.items?.[1]).toEqual(line);
    expect((await events.list({ calendarId, syncToken: nextSyncToken ?? '' })).data.items).toEqual([line]);
    expect(await starts(events)).toEqual(['2027-03-15T09:00:00+01:00', '2027-03-29T09:00:00+02:00']);
    expect((await events.get(second)).data).toMatchObject(line);
  });

  it('goes with a deleted series, whose instances all vanish from a feed of instances', async () => {
    const events = await series('RRULE:FREQ=WEEKLY;COUNT=3');
    await events.patch({ ...second, requestBody: { summary: 'Special' } });
    const query = { calendarId, singleEvents: true };
    const { nextSyncToken } = (await events.list(query)).data;
    await events.delete({ calendarId, eventId: 'series' });
    const { data } = await events.list({ ...query, syncToken: nextSyncToken ?? '' });
    expect(data.items?.map(({ id, status }) => [id, status])).toEqual([
      ['series_20270315T080000Z', 'cancelled'],
      [second.eventId, 'cancelled'],
      ['series_20270329T070000Z', 'cancelled'],
    ]);
    expect(await starts(events)).toEqual([]);
    expect((await events.list({ ...query, showDeleted: true })).data.items).toEqual([
      expect.objectContaining({ id: second.eventId, status: 'cancelled' }),
    ]);
    expect((await events.get(second)).data.status).toBe('cancelled');
  });

  it('is dropped when the series is cut short before it, and a feed of instances hears what vanished', async () => {
    const events = await series('RRULE:FREQ=WEEKLY;COUNT=3');
    await events.patch({ ...second, requestBody: { summary: 'Special' } });
    const query = { calendarId, singleEvents: true };
    const { nextSyncToken } = (await events.list(query)).data;
    const requestBody = { recurrence: ['RRULE:FREQ=WEEKLY;UNTIL=20270320T000000Z'] };
    await events.patch({ calendarId, eventId: 'series', requestBody });
    const { data } = await events.list({ ...query, syncToken: nextSyncToken ?? '' });
    const gone = data.items?.filter(({ status }) => status === 'cancelled').map(({ id }) => id);
    expect(new Set(gone)).toEqual(new Set([second.eventId, 'series_20270329T070000Z']));
    expect(await starts(events)).toEqual(['2027-03-15T09:00:00+01:00']);
  });
});
