import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Json, meeting, refusal, useMicrosoft, utc, valuesOf } from './simulated-microsoft.ts';

const ADA = 'ada@acme.example';
const NOW = Date.parse('2027-01-01T00:00:00Z');
const microsoft = useMicrosoft();
const IMMUTABLE = { prefer: 'IdType="ImmutableId"' };
const TAG = 'String {66F5A359-4659-4830-9070-00047EC6AC6E} Name AppBookingId';
const tagged = (value: string) => ({ singleValueExtendedProperties: [{ id: TAG, value }] });
const byTag = (value: string, operator = 'eq') =>
  `/me/events?$filter=${encodeURIComponent(`singleValueExtendedProperties/Any(ep: ep/id eq '${TAG}' and ep/value ${operator} '${value}')`)}`;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  await microsoft().account(ADA, { zone: 'Europe/Berlin', calendars: [{ name: 'Team' }] });
});
afterEach(() => {
  vi.useRealTimers();
});

const created = async (more: Json = {}) => {
  const graph = await microsoft().app(ADA);
  const { status, body } = await graph('POST', '/me/events', { body: meeting(undefined, more) });
  expect(status).toBe(201);
  return { graph, event: body, path: `/me/events/${encodeURIComponent(String(body.id))}` };
};

describe('a call', () => {
  it('needs a token that it knows', async () => {
    const { url } = microsoft();
    for (const headers of [{}, { authorization: 'Bearer nobody' }]) {
      const response = await fetch(`${url}/v1.0/me`, {
        headers: { ...headers, 'client-request-id': 'mine' },
      });
      expect(response.status).toBe(401);
      expect(response.headers.get('client-request-id')).toBe('mine');
      expect(JSON.parse(await response.text())).toMatchObject({
        error: { code: 'InvalidAuthenticationToken', innerError: { 'client-request-id': 'mine' } },
      });
    }
  });

  it('tells who the person is and what their calendar can', async () => {
    const graph = await microsoft().app(ADA);
    const me = await graph('GET', '/me?$select=id,mail');
    expect(me.body).toEqual({
      '@odata.context': expect.any(String),
      id: (await microsoft().account(ADA)).oid,
      mail: ADA,
    });
    expect(me.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await graph('GET', '/me/calendar')).body).toMatchObject({
      isDefaultCalendar: true,
      canEdit: true,
      allowedOnlineMeetingProviders: ['teamsForBusiness'],
      owner: { address: ADA },
    });
  });

  it('finds no mailbox behind some accounts', async () => {
    await microsoft().account(ADA, { mailbox: 'none' });
    const graph = await microsoft().app(ADA);
    expect((await graph('GET', '/me')).status).toBe(200);
    expect(refusal(await graph('GET', '/me/calendar'))).toEqual([404, 'MailboxNotEnabledForRESTAPI']);
  });

  it('may not look into somebody else’s mailbox, and needs its permission', async () => {
    await microsoft().account('ben@acme.example');
    const graph = await microsoft().app(ADA);
    expect(refusal(await graph('GET', '/users/ben@acme.example/events'))).toEqual([403, 'ErrorAccessDenied']);
    expect((await graph('GET', `/users/${ADA}/events`)).status).toBe(200);
    const reader = await microsoft().app('ben@acme.example', { scope: 'openid Calendars.Read' });
    expect(refusal(await reader('POST', '/me/events', { body: meeting() }))).toEqual([
      403,
      'ErrorAccessDenied',
    ]);
  });
});

describe('an event', () => {
  it('is kept with what Outlook adds to it', async () => {
    const { graph, event, path } = await created({ iCalUId: 'mine', unknown: 1, sensitivity: 'Private' });
    expect(event).toMatchObject({
      '@odata.etag': `W/"${String(event.changeKey)}"`,
      subject: 'Interview',
      start: { dateTime: '2027-01-04T09:00:00.0000000', timeZone: 'UTC' },
      isOrganizer: true,
      organizer: { emailAddress: { address: ADA } },
      responseStatus: { response: 'organizer' },
      sensitivity: 'private',
      showAs: 'busy',
      type: 'singleInstance',
      isOnlineMeeting: false,
      onlineMeeting: null,
    });
    expect(event.iCalUId).not.toBe('mine');
    const read = await graph('GET', path);
    expect(read.body).toMatchObject({ id: event.id, changeKey: event.changeKey });
    expect((await graph('GET', `${path}?$select=subject`)).body).toEqual({
      '@odata.context': expect.any(String),
      '@odata.etag': event['@odata.etag'],
      id: event.id,
      subject: 'Interview',
    });
  });

  it('is saved by the server once more, soon after', async () => {
    const { graph, event, path } = await created();
    vi.setSystemTime(NOW + 2000);
    const { body } = await graph('GET', path);
    expect(body.changeKey).not.toBe(event.changeKey);
    expect(body).toMatchObject({ subject: 'Interview', start: event.start });
  });

  it('changes only in what is mentioned, and only for who has seen it as it is', async () => {
    const { graph, event, path } = await created({ location: { displayName: 'Room 1' } });
    const etag = String(event['@odata.etag']);
    const moved = await graph('PATCH', path, {
      body: { end: utc('2027-01-04T11:00:00') },
      headers: { 'if-match': etag },
    });
    expect(moved).toMatchObject({
      status: 200,
      body: { subject: 'Interview', location: { displayName: 'Room 1' }, locations: [{}] },
    });
    const stale = { headers: { 'if-match': etag } };
    expect(refusal(await graph('PATCH', path, { body: { subject: 'x' }, ...stale }))).toEqual([
      412,
      'ErrorIrresolvableConflict',
    ]);
    expect(refusal(await graph('DELETE', path, stale))).toEqual([412, 'ErrorIrresolvableConflict']);
    expect((await graph('DELETE', path)).status).toBe(204);
    expect(refusal(await graph('GET', path))).toEqual([404, 'ErrorItemNotFound']);
  });

  it.each([
    ['400', 400],
    ['409', 409],
  ])('is not made twice under one transactionId (%s)', async (duplicateTransaction, status) => {
    await microsoft().control('quirks', { duplicateTransaction });
    const { graph, event, path } = await created({ transactionId: 'bkg:1' });
    expect(event.transactionId).toBe('bkg:1');
    const again = () => graph('POST', '/me/events', { body: meeting(undefined, { transactionId: 'bkg:1' }) });
    expect(refusal(await again())).toEqual([status, 'ErrorDuplicateTransactionId']);
    await graph('DELETE', path);
    expect(refusal(await again())).toEqual([status, 'ErrorDuplicateTransactionId']);
  });

  it('may also come back as it is for a used transactionId', async () => {
    await microsoft().control('quirks', { duplicateTransaction: 'existing' });
    const { graph, event } = await created({ transactionId: 'bkg:1' });
    const again = await graph('POST', '/me/events', { body: meeting(undefined, { transactionId: 'bkg:1' }) });
    expect(again).toMatchObject({ status: 201, body: { id: event.id } });
  });

  it.each([
    ['no JSON', '{"subject":', 'UnableToDeserializePostBody'],
    ['a wrong type', meeting(undefined, { subject: 5 }), 'RequestBodyRead'],
    ['an unknown word', meeting(undefined, { showAs: 'away' }), 'RequestBodyRead'],
    ['no end', { subject: 'x', start: utc('2027-01-04T09:00:00') }, 'ErrorPropertyValidationFailure'],
    [
      'an end before the start',
      meeting('2027-01-04T09:00:00', { end: utc('2027-01-04T08:00:00') }),
      'ErrorPropertyValidationFailure',
    ],
    [
      'an offset in a wall time',
      meeting('2027-01-04T09:00:00', { end: utc('2027-01-04T10:00:00Z') }),
      'ErrorPropertyValidationFailure',
    ],
    [
      'an unlisted zone',
      meeting(undefined, { start: { dateTime: '2027-01-04T09:00:00', timeZone: 'Europe/Vienna' } }),
      'TimeZoneNotSupportedException',
    ],
    [
      'a whole day that is not at midnight',
      meeting(undefined, { isAllDay: true }),
      'ErrorPropertyValidationFailure',
    ],
  ])('is refused with %s', async (_what, body, code) => {
    const graph = await microsoft().app(ADA);
    expect(refusal(await graph('POST', '/me/events', { body }))).toEqual([400, code]);
    expect((await microsoft().state()).events).toEqual([]);
  });

  it('is told in the zone that is asked for, with the author’s beside it', async () => {
    const pacific = (dateTime: string) => ({ dateTime, timeZone: 'Pacific Standard Time' });
    const { graph, event, path } = await created({
      start: pacific('2027-07-05T09:00:00'),
      end: pacific('2027-07-05T10:00:00'),
    });
    expect(event.start).toEqual({ dateTime: '2027-07-05T16:00:00.0000000', timeZone: 'UTC' });
    expect(event.originalStartTimeZone).toBe('Pacific Standard Time');
    const prefer = (zone: string) =>
      graph('GET', path, { headers: { prefer: `outlook.timezone="${zone}"` } });
    expect((await prefer('W. Europe Standard Time')).body.start).toEqual({
      dateTime: '2027-07-05T18:00:00.0000000',
      timeZone: 'W. Europe Standard Time',
    });
    expect(refusal(await prefer('Europe/Vienna'))).toEqual([400, 'TimeZoneNotSupportedException']);
  });

  it('floats when it is a whole day: midnight in any zone', async () => {
    const { graph, event, path } = await created({
      isAllDay: true,
      start: { dateTime: '2027-01-04T00:00:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2027-01-05T00:00:00', timeZone: 'Europe/Berlin' },
    });
    expect(event.start).toEqual({ dateTime: '2027-01-04T00:00:00.0000000', timeZone: 'UTC' });
    const tokyo = await graph('GET', path, { headers: { prefer: 'outlook.timezone="Tokyo Standard Time"' } });
    expect(tokyo.body.start).toMatchObject({ dateTime: '2027-01-04T00:00:00.0000000' });
    const view = (from: string, to: string) =>
      graph('GET', `/me/calendarView?startDateTime=${from}&endDateTime=${to}`);
    expect(valuesOf(await view('2027-01-03T23:00:00Z', '2027-01-03T23:30:00Z'))).toHaveLength(1);
    expect(valuesOf(await view('2027-01-04T23:00:00Z', '2027-01-04T23:30:00Z'))).toHaveLength(0);
  });
});

describe('ids', () => {
  it('are short-lived unless the immutable ones are asked for', async () => {
    const { graph, event } = await created();
    const lasting = await graph('GET', `/me/events/${encodeURIComponent(String(event.id))}`, {
      headers: IMMUTABLE,
    });
    const id = String(lasting.body.id);
    expect(id).not.toBe(event.id);
    const { id: other } = await microsoft().control('move-event', {
      account: ADA,
      event: id,
      calendar: 'Team',
    });
    expect(other).not.toBe(event.id);
    const read = (each: unknown) =>
      graph('GET', `/me/events/${encodeURIComponent(String(each))}`, { headers: IMMUTABLE });
    expect(refusal(await read(event.id))).toEqual([404, 'ErrorItemNotFound']);
    expect((await read(id)).body.id).toBe(id);
    expect((await read(other)).body.id).toBe(id);
  });

  it('can be translated, and differ by case', async () => {
    const { graph, event } = await created();
    const { body } = await graph('POST', '/me/translateExchangeIds', {
      body: { inputIds: [event.id], sourceIdType: 'restId', targetIdType: 'restImmutableEntryId' },
    });
    const [{ targetId } = {}] = valuesOf({ status: 200, body, headers: new Headers() });
    expect((await graph('GET', `/me/events/${encodeURIComponent(String(targetId))}`)).body.id).toBe(event.id);
    const swapped = String(event.id).replace(/[a-z](?=[^a-z]*$)/, (sign) => sign.toUpperCase());
    expect((await graph('GET', `/me/events/${encodeURIComponent(swapped)}`)).status).toBe(404);
  });
});

describe('our mark', () => {
  it('is shown only to who asks for it by name, and found by its value', async () => {
    const { graph, event, path } = await created(tagged("Bkg-1's"));
    expect(event).not.toHaveProperty('singleValueExtendedProperties');
    const expand = encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${TAG}')`);
    expect((await graph('GET', `${path}?$expand=${expand}`)).body.singleValueExtendedProperties).toEqual([
      { id: expect.stringMatching(/^String \{66f5a359-.*\} Name AppBookingId$/), value: "Bkg-1's" },
    ]);
    expect(valuesOf(await graph('GET', byTag("bkg-1''s")))).toMatchObject([{ id: event.id }]);
    expect(valuesOf(await graph('GET', byTag('bkg-2')))).toEqual([]);
    expect(valuesOf(await graph('GET', byTag('bkg-2', 'ne')))).toHaveLength(1);
  });

  it('is found in any calendar, and by the name’s exact case only', async () => {
    const { graph, event } = await created(tagged('bkg-1'));
    await microsoft().control('move-event', { account: ADA, event: event.id, calendar: 'Team' });
    expect(valuesOf(await graph('GET', byTag('bkg-1')))).toHaveLength(1);
    expect(valuesOf(await graph('GET', byTag('bkg-1').replace('AppBookingId', 'appbookingid')))).toEqual([]);
  });
});
