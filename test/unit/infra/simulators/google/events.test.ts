import { afterEach, describe, expect, it, vi } from 'vitest';
import { refusal, useGoogle } from './simulated-google.ts';

const ADA = 'ada@acme.example';
const BERLIN = 'Europe/Berlin';
const google = useGoogle();
const hour = (from: string, to: string) => ({ start: { dateTime: from }, end: { dateTime: to } });
const TALK = { summary: 'Talk', ...hour('2027-01-05T09:00:00+01:00', '2027-01-05T10:00:00+01:00') };

const app = async (zone = BERLIN) => {
  await google().account(ADA, { zone });
  return google().app(ADA);
};

afterEach(() => {
  vi.useRealTimers();
});

describe('insert', () => {
  it('fills in what Google fills in', async () => {
    const { events } = await app();
    const { data, headers } = await events.insert({
      calendarId: 'primary',
      requestBody: { ...TALK, id: 'abc123' },
    });
    expect(data).toMatchObject({
      kind: 'calendar#event',
      id: 'abc123',
      iCalUID: 'abc123@google.com',
      status: 'confirmed',
      summary: 'Talk',
      start: { dateTime: '2027-01-05T09:00:00+01:00', timeZone: BERLIN },
      end: { dateTime: '2027-01-05T10:00:00+01:00', timeZone: BERLIN },
      creator: { email: ADA, self: true },
      organizer: { email: ADA, self: true },
      sequence: 0,
      reminders: { useDefault: true },
      eventType: 'default',
    });
    expect(data.etag).toMatch(/^".+"$/);
    expect(headers).toSatisfy((given: Headers) => given.get('etag') === data.etag);
    expect(data.htmlLink).toContain(google().url);
    expect(data.created).toBeDefined();
  });

  it.each<[Record<string, unknown>, string]>([
    [{ id: 'abc' }, 'invalid'],
    [{ id: 'ABCDEF' }, 'invalid'],
    [{ id: 'has-dash-and-z' }, 'invalid'],
    [{ id: 'abc123', iCalUID: 'u@x.example' }, 'invalid'],
    [{ end: null }, 'required'],
    [{ start: null }, 'required'],
    [{ start: { date: '2027-01-05', dateTime: '2027-01-05T09:00:00Z' } }, 'invalid'],
    [{ start: { date: '2027-01-05' } }, 'invalid'],
    [{ start: { dateTime: '2027-01-05T09:00:00' } }, 'required'],
    [{ start: { dateTime: '2027-01-05T09:00:00', timeZone: 'Mars/Base' } }, 'invalid'],
    [{ start: { dateTime: '2027-01-05T11:00:00+01:00' } }, 'timeRangeEmpty'],
    [{ attendees: [{ email: 'nobody' }] }, 'invalid'],
    [{ eventType: 'fromGmail' }, 'invalid'],
    [{ recurrence: ['RRULE:FREQ=DAILY'] }, 'required'],
  ])('refuses %o as %s', async (more, reason) => {
    const { events } = await app();
    const call = events.insert({ calendarId: 'primary', requestBody: { ...TALK, ...more } });
    expect(await refusal(call)).toMatchObject({ status: 400, reason });
  });

  it.each([
    'RRULE:FREQ=MONTHLY;BYDAY=2TU',
    'RRULE:FREQ=DAILY;BYHOUR=9',
    'RDATE:20270105T090000Z',
    'RRULE:FREQ=HOURLY',
  ])('refuses the recurrence %s that it cannot expand', async (line) => {
    const { events } = await app();
    const time = (dateTime: string) => ({ dateTime, timeZone: BERLIN });
    const requestBody = {
      start: time('2027-01-05T09:00:00'),
      end: time('2027-01-05T10:00:00'),
      recurrence: [line],
    };
    expect(await refusal(events.insert({ calendarId: 'primary', requestBody }))).toMatchObject({
      status: 400,
    });
  });

  it('refuses a taken id, also one of a deleted event', async () => {
    const { events } = await app();
    const requestBody = { ...TALK, id: 'abc123' };
    await events.insert({ calendarId: 'primary', requestBody });
    const duplicate = { status: 409, reason: 'duplicate', domain: 'global' };
    expect(await refusal(events.insert({ calendarId: 'primary', requestBody }))).toEqual(duplicate);
    await events.delete({ calendarId: 'primary', eventId: 'abc123' });
    expect(await refusal(events.insert({ calendarId: 'primary', requestBody }))).toEqual(duplicate);
  });

  it('refuses a taken iCalUID', async () => {
    const { events } = await app();
    const requestBody = { ...TALK, iCalUID: 'u-1@else.example' };
    expect((await events.insert({ calendarId: 'primary', requestBody })).data.iCalUID).toBe(
      'u-1@else.example',
    );
    expect(await refusal(events.insert({ calendarId: 'primary', requestBody }))).toMatchObject({
      status: 409,
    });
  });

  it.each([{ sendUpdates: 'everybody' }, { conferenceDataVersion: 2 }])(
    'refuses the option %o',
    async (option) => {
      const { events } = await app();
      const call = events.insert({ calendarId: 'primary', requestBody: TALK, ...option });
      expect(await refusal(call)).toMatchObject({ status: 400, reason: 'invalid' });
    },
  );

  it('drops attachments of a caller who does not support them', async () => {
    const { events } = await app();
    const requestBody = { ...TALK, attachments: [{ fileUrl: 'https://files.example/1' }] };
    const deaf = await events.insert({ calendarId: 'primary', requestBody });
    const able = await events.insert({ calendarId: 'primary', requestBody, supportsAttachments: true });
    expect([deaf.data.attachments, able.data.attachments]).toEqual([undefined, requestBody.attachments]);
  });

  it('reads a local time in the zone that comes with it', async () => {
    const { events } = await app();
    const time = (dateTime: string) => ({ dateTime, timeZone: 'America/New_York' });
    const requestBody = { start: time('2027-01-05T09:00:00'), end: time('2027-01-05T10:00:00') };
    const { data } = await events.insert({ calendarId: 'primary', requestBody });
    expect(data.start).toEqual({ dateTime: '2027-01-05T15:00:00+01:00', timeZone: 'America/New_York' });
  });

  it('does not know calendars of others', async () => {
    const { events } = await app();
    await google().account('ben@acme.example');
    const call = events.insert({ calendarId: 'ben@acme.example', requestBody: TALK });
    expect(await refusal(call)).toMatchObject({ status: 404, reason: 'notFound' });
  });
});

describe('patch', () => {
  const inserted = async () => {
    const { events } = await app();
    const requestBody = {
      ...TALK,
      id: 'abc123',
      description: 'Bring slides',
      extendedProperties: { private: { booking: '1', other: '2' } },
      attendees: [{ email: 'x@else.example', responseStatus: 'accepted' }, { email: 'y@else.example' }],
    };
    const { data } = await events.insert({ calendarId: 'primary', requestBody });
    return { events, before: data };
  };

  it('merges objects, replaces arrays, deletes by null and leaves the rest', async () => {
    const { events } = await inserted();
    const { data } = await events.patch({
      calendarId: 'primary',
      eventId: 'abc123',
      requestBody: {
        description: null,
        extendedProperties: { private: { other: null, third: '3' } } as never,
        attendees: [{ email: 'x@else.example' }],
      },
    });
    expect(data.summary).toBe('Talk');
    expect(data.description).toBeUndefined();
    expect(data.extendedProperties).toEqual({ private: { booking: '1', third: '3' } });
    expect(data.attendees).toEqual([{ email: 'x@else.example', responseStatus: 'needsAction' }]);
  });

  it('gives a new etag and updated, and counts moves in sequence', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { events, before } = await inserted();
    const target = { calendarId: 'primary', eventId: 'abc123' };
    const named = await events.patch({ ...target, requestBody: { summary: 'Other' } });
    const moved = await events.patch({
      ...target,
      requestBody: { start: { dateTime: '2027-01-05T09:30:00+01:00' } },
    });
    expect(new Set([before.etag, named.data.etag, moved.data.etag]).size).toBe(3);
    expect(new Set([before.updated, named.data.updated, moved.data.updated]).size).toBe(3);
    expect([named.data.sequence, moved.data.sequence]).toEqual([0, 1]);
  });

  it('of reminders alone keeps updated', async () => {
    const { events, before } = await inserted();
    const requestBody = { reminders: { useDefault: false } };
    const { data } = await events.patch({ calendarId: 'primary', eventId: 'abc123', requestBody });
    expect(data.updated).toBe(before.updated);
    expect(data.etag).not.toBe(before.etag);
  });

  it('with a stale If-Match fails and changes nothing', async () => {
    const { events, before } = await inserted();
    const target = { calendarId: 'primary', eventId: 'abc123' };
    const headers = { 'If-Match': before.etag ?? '' };
    expect((await events.patch({ ...target, requestBody: { summary: 'One' } }, { headers })).status).toBe(
      200,
    );
    const late = events.patch({ ...target, requestBody: { summary: 'Two' } }, { headers });
    expect(await refusal(late)).toMatchObject({ status: 412, reason: 'conditionNotMet' });
    expect((await events.get(target)).data.summary).toBe('One');
    expect(await refusal(events.delete(target, { headers }))).toMatchObject({ status: 412 });
  });

  it('cannot turn one type of event into another', async () => {
    const { events } = await inserted();
    const call = events.patch({
      calendarId: 'primary',
      eventId: 'abc123',
      requestBody: { eventType: 'focusTime' },
    });
    expect(await refusal(call)).toMatchObject({ status: 400 });
  });

  it('restores a deleted event that an update may not touch', async () => {
    const { events } = await inserted();
    const target = { calendarId: 'primary', eventId: 'abc123' };
    await events.delete(target);
    expect(await refusal(events.update({ ...target, requestBody: TALK }))).toMatchObject({ status: 403 });
    await events.patch({ ...target, requestBody: { status: 'confirmed' } });
    expect((await events.get(target)).data.status).toBe('confirmed');
  });

  it('update drops everything that it does not repeat', async () => {
    const { events } = await inserted();
    const { data } = await events.update({ calendarId: 'primary', eventId: 'abc123', requestBody: TALK });
    expect(data).toMatchObject({ id: 'abc123', summary: 'Talk' });
    expect([data.description, data.attendees, data.extendedProperties]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('get and delete', () => {
  it('answers 304 while the etag is the same', async () => {
    const { events } = await app();
    const { data } = await events.insert({ calendarId: 'primary', requestBody: TALK });
    const target = { calendarId: 'primary', eventId: data.id ?? '' };
    const headers = { 'If-None-Match': data.etag ?? '' };
    expect((await events.get(target, { headers })).status).toBe(304);
    await events.patch({ ...target, requestBody: { summary: 'Other' } });
    expect((await events.get(target, { headers })).status).toBe(200);
  });

  it('delete answers 204, then the event is found cancelled, and a second delete is gone', async () => {
    const { events } = await app();
    const { data } = await events.insert({ calendarId: 'primary', requestBody: TALK });
    const target = { calendarId: 'primary', eventId: data.id ?? '' };
    const deleted = await events.delete(target);
    expect([deleted.status, deleted.data]).toEqual([204, '']);
    expect((await events.get(target)).data).toMatchObject({ status: 'cancelled', summary: 'Talk' });
    expect((await events.list({ calendarId: 'primary' })).data.items).toEqual([]);
    expect(await refusal(events.delete(target))).toMatchObject({ status: 410, reason: 'deleted' });
  });

  it('knows no event that never was', async () => {
    const { events } = await app();
    const target = { calendarId: 'primary', eventId: 'neverwas' };
    expect(await refusal(events.get(target))).toMatchObject({ status: 404, reason: 'notFound' });
    expect(await refusal(events.delete(target))).toMatchObject({ status: 404, reason: 'notFound' });
  });

  it('answers only the fields that were asked for', async () => {
    const { events } = await app();
    await events.insert({ calendarId: 'primary', requestBody: { ...TALK, id: 'abc123' } });
    const one = await events.get({
      calendarId: 'primary',
      eventId: 'abc123',
      fields: 'id,start/dateTime,creator(email)',
    });
    expect(one.data).toEqual({
      id: 'abc123',
      start: { dateTime: '2027-01-05T09:00:00+01:00' },
      creator: { email: ADA },
    });
    const many = await events.list({ calendarId: 'primary', fields: 'items(id,end),nextSyncToken' });
    expect(Object.keys(many.data).sort()).toEqual(['items', 'nextSyncToken']);
    expect(Object.keys(many.data.items?.[0] ?? {}).sort()).toEqual(['end', 'id']);
    expect(await refusal(events.list({ calendarId: 'primary', fields: 'items(' }))).toMatchObject({
      status: 400,
    });
  });
});

describe('import', () => {
  it('keeps somebody else as organizer, by the iCalUID, and updates the same event the second time', async () => {
    const { events } = await app();
    const requestBody = { ...TALK, iCalUID: 'u-1@else.example', organizer: { email: 'zoe@else.example' } };
    const first = await events.import({ calendarId: 'primary', requestBody });
    const second = await events.import({
      calendarId: 'primary',
      requestBody: { ...requestBody, summary: 'Moved' },
    });
    expect(first.data).toMatchObject({
      iCalUID: 'u-1@else.example',
      organizer: { email: 'zoe@else.example' },
    });
    expect(second.data).toMatchObject({ id: first.data.id, summary: 'Moved' });
    const edit = events.patch({
      calendarId: 'primary',
      eventId: first.data.id ?? '',
      requestBody: { summary: 'Mine' },
    });
    expect(await refusal(edit)).toMatchObject({ status: 403, reason: 'forbiddenForNonOrganizer' });
  });
});
