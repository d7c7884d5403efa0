import { describe, expect, it } from 'vitest';
import { CALENDAR, refusal, useGoogle } from './simulated-google.ts';

const ADA = 'ada@acme.example';
const BEN = 'ben@acme.example';
const WEEK = { timeMin: '2027-01-04T00:00:00Z', timeMax: '2027-01-11T00:00:00Z' };
const google = useGoogle();
const slot = (from: string, to: string, more: Record<string, unknown> = {}) => ({
  start: { dateTime: `2027-01-05T${from}:00Z` },
  end: { dateTime: `2027-01-05T${to}:00Z` },
  ...more,
});

const filled = async (...bodies: Record<string, unknown>[]) => {
  await google().account(ADA, { zone: 'Europe/Berlin' });
  const app = await google().app(ADA);
  for (const requestBody of bodies) await app.events.insert({ calendarId: 'primary', requestBody });
  return app;
};

const busyOf = async (app: Awaited<ReturnType<typeof filled>>, more: Record<string, unknown> = {}) => {
  const { data } = await app.freebusy.query({
    requestBody: { ...WEEK, items: [{ id: 'primary' }], ...more },
  });
  return data.calendars?.primary?.busy;
};

describe('freeBusy', () => {
  it('merges blocks that touch or overlap', async () => {
    const app = await filled(
      slot('09:00', '10:00'),
      slot('10:00', '11:00'),
      slot('10:30', '12:00'),
      slot('13:00', '14:00'),
    );
    expect(await busyOf(app)).toEqual([
      { start: '2027-01-05T09:00:00Z', end: '2027-01-05T12:00:00Z' },
      { start: '2027-01-05T13:00:00Z', end: '2027-01-05T14:00:00Z' },
    ]);
  });

  it('leaves out what is free, deleted or only a working location', async () => {
    const app = await filled(
      slot('09:00', '10:00', { transparency: 'transparent' }),
      slot('11:00', '12:00', { eventType: 'workingLocation' }),
      slot('13:00', '14:00', { id: 'abc123' }),
    );
    await app.events.delete({ calendarId: 'primary', eventId: 'abc123' });
    expect(await busyOf(app)).toEqual([]);
  });

  it('leaves out what the person declined, and keeps what they have not answered', async () => {
    const app = await filled();
    await google().account(BEN);
    const ben = await google().person(BEN);
    for (const [id, from, to] of [
      ['first1', '09:00', '10:00'],
      ['second2', '11:00', '12:00'],
    ] as const)
      await ben.events.insert({
        calendarId: 'primary',
        requestBody: slot(from, to, { id, attendees: [{ email: ADA }] }),
      });
    await app.events.patch({
      calendarId: 'primary',
      eventId: 'first1',
      requestBody: { attendees: [{ email: ADA, responseStatus: 'declined' }] },
    });
    expect(await busyOf(app)).toEqual([{ start: '2027-01-05T11:00:00Z', end: '2027-01-05T12:00:00Z' }]);
  });

  it('takes a whole day in the zone of the calendar, and answers in the zone asked for', async () => {
    const app = await filled({ start: { date: '2027-01-05' }, end: { date: '2027-01-06' } });
    expect(await busyOf(app)).toEqual([{ start: '2027-01-04T23:00:00Z', end: '2027-01-05T23:00:00Z' }]);
    expect(await busyOf(app, { timeZone: 'Europe/Berlin' })).toEqual([
      { start: '2027-01-05T00:00:00+01:00', end: '2027-01-06T00:00:00+01:00' },
    ]);
  });

  it('opens a series out', async () => {
    const time = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
    const app = await filled({
      start: time('2027-01-05T09:00:00'),
      end: time('2027-01-05T10:00:00'),
      recurrence: ['RRULE:FREQ=DAILY;COUNT=2'],
    });
    expect((await busyOf(app))?.map(({ start }) => start)).toEqual([
      '2027-01-05T09:00:00Z',
      '2027-01-06T09:00:00Z',
    ]);
  });

  it('answers an error, which is not free, for a calendar that the caller cannot see', async () => {
    const app = await filled();
    await google().account(BEN);
    const { data } = await app.freebusy.query({ requestBody: { ...WEEK, items: [{ id: BEN }] } });
    expect(data.calendars?.[BEN]?.errors).toEqual([{ domain: 'global', reason: 'notFound' }]);
  });

  it('refuses more than 50 calendars one by one', async () => {
    const app = await filled();
    const items = [...Array.from({ length: 50 }, (_, index) => ({ id: `c${index}` })), { id: 'primary' }];
    const { data } = await app.freebusy.query({ requestBody: { ...WEEK, items } });
    expect(data.calendars?.primary?.errors?.[0]?.reason).toBe('tooManyCalendarsRequested');
  });

  it.each([
    [{ timeMax: '2027-04-04T00:00:01Z' }, 'timeRangeTooLong'],
    [{ timeMax: WEEK.timeMin }, 'timeRangeEmpty'],
    [{ timeMin: null }, 'required'],
    [{ timeZone: 'Mars/Base' }, 'invalid'],
    [{ groupExpansionMax: 101 }, 'invalid'],
    [{ calendarExpansionMax: 51 }, 'invalid'],
  ])('refuses %o as %s', async (more, reason) => {
    const app = await filled();
    const call = app.freebusy.query({ requestBody: { ...WEEK, items: [{ id: 'primary' }], ...more } });
    expect(await refusal(call)).toMatchObject({ status: 400, reason });
  });

  it('is refused to a token that may only edit events', async () => {
    await google().account(ADA);
    const app = await google().app(ADA, { scope: `openid ${CALENDAR}.events` });
    const call = app.freebusy.query({ requestBody: { ...WEEK, items: [{ id: 'primary' }] } });
    expect(await refusal(call)).toMatchObject({ status: 403, reason: 'insufficientPermissions' });
    const other = await google().app(ADA, { scope: `openid ${CALENDAR}.events.freebusy` });
    expect(
      (await other.freebusy.query({ requestBody: { ...WEEK, items: [{ id: 'primary' }] } })).status,
    ).toBe(200);
  });
});
