import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Graph,
  type Json,
  meeting,
  refusal,
  useMicrosoft,
  utc,
  valuesOf,
} from './simulated-microsoft.ts';

const ADA = 'ada@acme.example';
const BEN = 'ben@acme.example';
const NOW = Date.parse('2027-01-01T00:00:00Z');
const WINDOW = 'startDateTime=2027-01-01T00:00:00Z&endDateTime=2027-02-01T00:00:00Z';
const microsoft = useMicrosoft();
let graph: Graph;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  await microsoft().account(ADA);
  await microsoft().account(BEN);
  graph = await microsoft().app(ADA);
});
afterEach(() => {
  vi.useRealTimers();
});

const at = ({ id }: Json) => `/me/events/${encodeURIComponent(String(id))}`;
const create = async (more: Json = {}, as = graph) => {
  const { status, body } = await as('POST', '/me/events', { body: meeting(undefined, more) });
  expect(status).toBe(201);
  return body;
};
const read = async (event: Json, as = graph) => (await as('GET', at(event))).body;
const viewOf = async (as = graph) => valuesOf(await as('GET', `/me/calendarView?${WINDOW}`));
const online: Json = { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' };
const withBen: Json = { attendees: [{ emailAddress: { address: BEN, name: 'Ben' }, type: 'required' }] };

describe('a Teams meeting', () => {
  it('comes with a link that a move keeps, and a block in the body', async () => {
    const event = await create({ ...online, body: { contentType: 'text', content: 'Ask about <tags>' } });
    expect(event).toMatchObject({
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
      onlineMeeting: { joinUrl: expect.stringMatching(/^https:\/\/teams\.microsoft\.com\/l\/meetup-join\//) },
      body: {
        contentType: 'html',
        content: expect.stringMatching(/&lt;tags&gt;.*Join the meeting now/s),
      },
    });
    const moved = await graph('PATCH', at(event), { body: { end: utc('2027-01-04T12:00:00') } });
    expect(moved.body.onlineMeeting).toEqual(event.onlineMeeting);
    expect((await graph('PATCH', at(event), { body: { isOnlineMeeting: false } })).body.isOnlineMeeting).toBe(
      true,
    );
  });

  it('is lost with a body that does not keep the block', async () => {
    const event = await create(online);
    const { content } = event.body as { content: string };
    const kept = await graph('PATCH', at(event), {
      body: { body: { contentType: 'html', content: content.replace('<body>', '<body>More') } },
    });
    expect(kept.body.onlineMeeting).toEqual(event.onlineMeeting);
    const lost = await graph('PATCH', at(event), {
      body: { body: { contentType: 'html', content: 'Other' } },
    });
    expect(lost.body).toMatchObject({ isOnlineMeeting: false, onlineMeeting: null });
  });

  it('is silently none for who has no licence, and for personal accounts', async () => {
    await microsoft().account(BEN, { licence: 'none' });
    await microsoft().account('ida@outlook.com');
    for (const account of [BEN, 'ida@outlook.com']) {
      const event = await create(online, await microsoft().app(account));
      expect(event).toMatchObject({
        isOnlineMeeting: false,
        onlineMeetingProvider: 'unknown',
        onlineMeeting: null,
      });
    }
    const { body } = await (await microsoft().app(BEN))('GET', '/me/calendar');
    expect(body.allowedOnlineMeetingProviders).toEqual([]);
  });

  it('may be refused, or have its link only later', async () => {
    await microsoft().account(ADA, { licence: 'refused' });
    expect((await graph('POST', '/me/events', { body: meeting(undefined, online) })).status).toBe(400);
    await microsoft().account(ADA, { licence: 'late' });
    const event = await create(online);
    expect(event).toMatchObject({ isOnlineMeeting: true, onlineMeeting: null });
    vi.setSystemTime(NOW + 5000);
    expect((await read(event)).onlineMeeting).toMatchObject({ joinUrl: expect.any(String) });
  });
});

describe('people on an event', () => {
  it('have a copy of their own, and answer in it', async () => {
    const event = await create(withBen);
    const ben = await microsoft().app(BEN);
    const [copy = {}] = await viewOf(ben);
    expect(copy).toMatchObject({
      iCalUId: event.iCalUId,
      isOrganizer: false,
      showAs: 'tentative',
      responseStatus: { response: 'notResponded' },
    });
    expect(copy.id).not.toBe(event.id);
    expect((await ben('POST', `${at(copy)}/accept`, { body: { sendResponse: true } })).status).toBe(202);
    expect(await read(copy, ben)).toMatchObject({ showAs: 'busy', responseStatus: { response: 'accepted' } });
    expect((await read(event)).attendees).toMatchObject([{ status: { response: 'accepted' } }]);
  });

  it('see it moved and cancelled, under another name', async () => {
    const event = await create(withBen);
    const ben = await microsoft().app(BEN);
    await graph('PATCH', at(event), { body: { start: utc('2027-01-04T08:00:00') } });
    expect(await viewOf(ben)).toMatchObject([{ start: { dateTime: '2027-01-04T08:00:00.0000000' } }]);
    const cancel = await graph('POST', `${at(event)}/cancel`, { body: { comment: 'Sorry' } });
    expect(cancel.status).toBe(202);
    expect((await graph('GET', at(event))).status).toBe(404);
    expect(await viewOf(ben)).toMatchObject([{ isCancelled: true, subject: 'Canceled: Interview' }]);
  });

  it('leave it by declining, or keep it as free time', async () => {
    const ben = await microsoft().app(BEN);
    const event = await create(withBen);
    const [copy = {}] = await viewOf(ben);
    await ben('POST', `${at(copy)}/decline`);
    expect(await viewOf(ben)).toEqual([]);
    expect((await read(event)).attendees).toMatchObject([{ status: { response: 'declined' } }]);
    await microsoft().control('quirks', { declined: 'free' });
    await create(withBen);
    const [second = {}] = await viewOf(ben);
    await ben('POST', `${at(second)}/decline`);
    expect(await viewOf(ben)).toMatchObject([{ showAs: 'free', responseStatus: { response: 'declined' } }]);
  });

  it('cannot cancel it, nor can its organizer answer', async () => {
    const event = await create(withBen);
    const ben = await microsoft().app(BEN);
    const [copy = {}] = await viewOf(ben);
    expect((await ben('POST', `${at(copy)}/cancel`)).status).toBe(400);
    expect((await graph('POST', `${at(event)}/tentativelyAccept`)).status).toBe(400);
    expect((await ben('DELETE', at(copy))).status).toBe(204);
    expect((await graph('GET', at(event))).status).toBe(200);
  });

  it('are mailed at once; without people nobody is', async () => {
    await create();
    expect((await microsoft().state()).mails).toEqual([]);
    const event = await create(withBen);
    const newcomer = { emailAddress: { address: 'eve@else.example' } };
    await graph('PATCH', at(event), { body: { attendees: [...Object(withBen).attendees, newcomer] } });
    await graph('PATCH', at(event), { body: { subject: 'Other' } });
    await graph('DELETE', at(event));
    const mails = (await microsoft().state()).mails ?? [];
    expect(mails.map(({ kind, to }) => `${String(kind)} ${String(to)}`)).toEqual([
      `invitation ${BEN}`,
      'invitation eve@else.example',
      `update ${BEN}`,
      'update eve@else.example',
      `cancellation ${BEN}`,
      'cancellation eve@else.example',
    ]);
  });
});

describe('a series', () => {
  const daily: Json = {
    recurrence: {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: '2027-01-04', numberOfOccurrences: 3 },
    },
  };

  it('is a master in the list and complete occurrences in the view', async () => {
    const master = await create(daily);
    expect(master).toMatchObject({ type: 'seriesMaster', seriesMasterId: null });
    expect(valuesOf(await graph('GET', '/me/events'))).toMatchObject([{ id: master.id }]);
    const occurrences = await viewOf();
    expect(occurrences.map(({ type, subject, iCalUId }) => [type, subject, iCalUId])).toEqual(
      Array.from({ length: 3 }, () => ['occurrence', 'Interview', master.iCalUId]),
    );
    expect(valuesOf(await graph('GET', `${at(master)}/instances?${WINDOW}`))).toHaveLength(3);
    expect((await read(occurrences[1] ?? {})).seriesMasterId).toBe(master.id);
  });

  it('keeps its wall time over the change of clocks', async () => {
    const berlin = (dateTime: string) => ({ dateTime, timeZone: 'W. Europe Standard Time' });
    await create({
      start: berlin('2027-03-27T09:00:00'),
      end: berlin('2027-03-27T10:00:00'),
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'numbered', startDate: '2027-03-27', numberOfOccurrences: 2 },
      },
    });
    const spring = valuesOf(
      await graph('GET', `/me/calendarView?startDateTime=2027-03-27&endDateTime=2027-03-30`),
    );
    expect(spring.map(({ start }) => Object(start).dateTime.slice(0, 16))).toEqual([
      '2027-03-27T08:00',
      '2027-03-28T07:00',
    ]);
  });

  it('has exceptions, which may not pass their neighbours', async () => {
    await create(daily);
    const [, second = {}] = await viewOf();
    const to = (day: number) => ({
      start: utc(`2027-01-0${day}T07:00:00`),
      end: utc(`2027-01-0${day}T08:00:00`),
    });
    expect((await graph('PATCH', at(second), { body: to(5) })).body).toMatchObject({
      id: second.id,
      type: 'exception',
    });
    expect(refusal(await graph('PATCH', at(second), { body: to(8) }))).toEqual([
      400,
      'ErrorOccurrenceCrossingBoundary',
    ]);
    await graph('DELETE', at(second));
    expect((await viewOf()).map(({ type }) => type)).toEqual(['occurrence', 'occurrence']);
    expect(refusal(await graph('GET', at(second)))).toEqual([404, 'ErrorItemNotFound']);
  });

  it('takes its exceptions along into another calendar', async () => {
    await microsoft().account(ADA, { calendars: [{ name: 'Team' }] });
    const { id } = await create(daily);
    const [first = {}] = await viewOf();
    await graph('PATCH', at(first), { body: { subject: 'Only today' } });
    const moved = await microsoft().control('move-event', { account: ADA, event: id, calendar: 'Team' });
    expect(await viewOf()).toEqual([]);
    const team = valuesOf(await graph('GET', '/me/calendars')).find(({ name }) => name === 'Team');
    const path = `/me/calendars/${encodeURIComponent(String(team?.id))}/calendarView?${WINDOW}`;
    expect(valuesOf(await graph('GET', path))).toMatchObject([
      { subject: 'Only today', seriesMasterId: moved.id },
      { seriesMasterId: moved.id },
      { seriesMasterId: moved.id },
    ]);
  });

  it('reaches attendees, with what changes in one occurrence', async () => {
    const ben = await microsoft().app(BEN);
    await create({ ...daily, ...withBen });
    expect((await viewOf(ben)).map(({ type }) => type)).toEqual(['occurrence', 'occurrence', 'occurrence']);
    const [first = {}, second = {}] = await viewOf();
    await graph('PATCH', at(first), { body: { subject: 'Only today' } });
    await graph('DELETE', at(second));
    expect((await viewOf(ben)).map(({ subject, isCancelled }) => [subject, isCancelled])).toEqual([
      ['Only today', false],
      ['Canceled: Interview', true],
      ['Interview', false],
    ]);
  });
});

describe('a view', () => {
  it('comes ten at a time unless more are asked for, with links to be used as they are', async () => {
    for (let hour = 1; hour <= 12; hour += 1)
      await create(meeting(`2027-01-04T${String(hour).padStart(2, '0')}:00:00`));
    const first = await graph('GET', `/me/calendarView?${WINDOW}&$select=subject,start`);
    const link = String(first.body['@odata.nextLink']);
    expect(valuesOf(first)).toHaveLength(10);
    expect(Object.keys(valuesOf(first)[0] ?? {}).sort()).toEqual(['@odata.etag', 'id', 'start', 'subject']);
    expect(valuesOf(await graph('GET', link))).toHaveLength(2);
    expect((await graph('GET', decodeURIComponent(link))).status).toBe(400);
    expect(valuesOf(await graph('GET', `/me/calendarView?${WINDOW}&$top=100`))).toHaveLength(12);
    expect((await graph('GET', `/me/calendarView?${WINDOW}&$top=1001`)).status).toBe(400);
  });

  it('holds what overlaps its window, whose offsets count', async () => {
    await create();
    const between = async (from: string, to: string) =>
      valuesOf(
        await graph('GET', `/me/calendarView?startDateTime=${encodeURIComponent(from)}&endDateTime=${to}`),
      ).length;
    expect(await between('2027-01-04T09:30:00', '2027-01-04T09:45:00Z')).toBe(1);
    expect(await between('2027-01-04T10:00:00Z', '2027-01-04T11:00:00Z')).toBe(0);
    expect(await between('2027-01-04T11:30:00+02:00', '2027-01-04T09:45:00Z')).toBe(1);
  });

  it('can be filtered and ordered in plain ways', async () => {
    const event = await create({ subject: 'A' });
    await create({ subject: 'B', showAs: 'free' });
    const list = async (query: string) =>
      valuesOf(await graph('GET', `/me/events?${query}`)).map(({ subject }) => subject);
    expect(await list(`$filter=${encodeURIComponent(`iCalUId eq '${String(event.iCalUId)}'`)}`)).toEqual([
      'A',
    ]);
    expect(await list('$filter=isCancelled eq false and showAs ne %27free%27')).toEqual(['A']);
    expect(await list('$orderby=subject desc')).toEqual(['B', 'A']);
    expect((await graph('GET', '/me/events?$filter=length(subject) gt 1')).status).toBe(400);
  });
});
