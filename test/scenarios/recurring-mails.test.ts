import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { eventLines } from '../support/event-lines.ts';
import { type Hub, useHub } from '../support/hub.ts';
import { GINA, told } from '../support/meeting.ts';
import {
  bookSeries,
  cancelScope,
  linesOf,
  meetingsOf,
  patchScope,
  type SeriesReply,
} from '../support/series.ts';

const hub = useHub();

const made = async (over: Record<string, unknown> = {}): Promise<SeriesReply> => {
  const series = await bookSeries(hub(), { guests: [GINA], ...over });
  await hub().settle();
  return series;
};

/** The last mail to Gina. */
const last = async (at: Hub) => (await at.inbox.to(GINA.email)).at(-1);

const calendarOf = async (at: Hub, ...names: readonly string[]) => {
  const { method, content = '' } = (await last(at))?.calendar ?? {};
  return { method, events: eventLines(content, ...names) };
};

describe('mails about a series', { timeout: 60_000 }, () => {
  it('are one to each, with a page for each meeting, and all of it in their calendar as one series', async () => {
    await connectGoogle(hub(), 'ben');
    await made({ location: { kind: 'google_meet' } });
    await hub().advance('PT3M');
    expect(await told(hub())).toEqual([
      'ben@acme.example: Confirmed: Intro call (4 meetings)',
      'gina@example.org: Confirmed: Intro call (4 meetings)',
    ]);
    const mail = await last(hub());
    const pages = mail?.text.match(/http:\S+\/b\/\S+/gu) ?? [];
    expect(new Set(pages).size).toBe(4);
    for (const page of pages) expect(await hub().call('GET', page)).toMatchObject({ status: 200 });
    expect(mail?.text).toMatch(/Tuesday, 26 January 2027: 10:00 – 11:00/u);
    const { method, events } = await calendarOf(hub(), 'DTSTART', 'RRULE', 'RECURRENCE-ID', 'SEQUENCE');
    expect(method).toBe('REQUEST');
    expect(events).toHaveLength(5);
    expect(events[0]).toEqual([
      'SEQUENCE:0',
      'DTSTART;TZID=Europe/Prague:20270105T100000',
      'RRULE:FREQ=WEEKLY;COUNT=4',
    ]);
    expect(events[4]).toEqual([
      'SEQUENCE:0',
      'DTSTART;TZID=Europe/Prague:20270126T100000',
      'RECURRENCE-ID;TZID=Europe/Prague:20270126T100000',
    ]);
    expect((await hub().inbox.to('ben@acme.example'))[0]?.calendar).toBeUndefined();
    expect(await endFaults(hub())).toEqual([]);
  });

  it('tell of one meeting alone as of any, as an occurrence of the same series', async () => {
    const { id } = await made();
    hub().inbox.clear();
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    await hub().settle();
    expect(await told(hub())).toEqual([
      'ben@acme.example: Cancelled: Intro call',
      'gina@example.org: Cancelled: Intro call',
    ]);
    const { method, events } = await calendarOf(hub(), 'UID', 'RECURRENCE-ID', 'SEQUENCE', 'RRULE');
    expect(method).toBe('CANCEL');
    expect(events).toEqual([
      [
        expect.stringMatching(/^UID:ser_[^.]+@/u),
        'SEQUENCE:1',
        'RECURRENCE-ID;TZID=Europe/Prague:20270105T100000',
      ],
    ]);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('tell once of all that follow being cancelled, leave the others in the calendar, and once of the rest', async () => {
    const { id, series } = await made();
    const [, second] = await meetingsOf(hub(), series.id);
    hub().inbox.clear();
    expect(await cancelScope(hub(), second?.id ?? '', 'following')).toMatchObject({
      id: second?.id,
      status: 'cancelled',
      series: { id: series.id, count: 3, left: [] },
    });
    await hub().settle();
    expect(await told(hub())).toEqual([
      'ben@acme.example: Cancelled: Intro call (3 meetings)',
      'gina@example.org: Cancelled: Intro call (3 meetings)',
    ]);
    const { method, events } = await calendarOf(hub(), 'SEQUENCE', 'RECURRENCE-ID', 'EXDATE');
    expect(method).toBe('REQUEST');
    expect(events).toEqual([
      ['SEQUENCE:1', 'EXDATE;TZID=Europe/Prague:20270112T100000,20270119T100000,20270126T100000'],
      ['SEQUENCE:1', 'RECURRENCE-ID;TZID=Europe/Prague:20270105T100000'],
    ]);
    hub().inbox.clear();
    await cancelScope(hub(), id, 'all');
    await cancelScope(hub(), id, 'all');
    await hub().settle();
    expect(await told(hub())).toEqual([
      'ben@acme.example: Cancelled: Intro call',
      'gina@example.org: Cancelled: Intro call',
    ]);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('cancel the whole series in the calendar once no meeting of it is left', async () => {
    const { id } = await made();
    await cancelScope(hub(), id, 'all');
    await hub().settle();
    const { method, events } = await calendarOf(hub(), 'SEQUENCE', 'STATUS', 'RRULE', 'RECURRENCE-ID');
    expect({ method, events }).toEqual({ method: 'CANCEL', events: [['SEQUENCE:1', 'STATUS:CANCELLED']] });
  });

  it('show old and new times of all that were moved, under the names that calendars know them by', async () => {
    const { id, series } = await made();
    hub().inbox.clear();
    const moved = await patchScope(hub(), id, {
      scope: 'all',
      start: '2027-01-06T14:00:00+01:00',
      end: '2027-01-06T14:45:00+01:00',
    });
    expect(moved).toMatchObject({ start: '2027-01-06T13:00:00.000Z', series: { id: series.id, count: 4 } });
    await hub().settle();
    expect(await told(hub())).toEqual([
      'ben@acme.example: Rescheduled: Intro call (4 meetings)',
      'gina@example.org: Rescheduled: Intro call (4 meetings)',
    ]);
    expect((await last(hub()))?.text).toMatch(
      /Wednesday, 27 January 2027: 14:00 – 14:45\n\s+Before: Tuesday, 26 January 2027, 10:00 – 11:00/u,
    );
    const { events } = await calendarOf(hub(), 'SEQUENCE', 'DTSTART', 'RECURRENCE-ID');
    expect(events[4]).toEqual([
      'SEQUENCE:1',
      'DTSTART;TZID=Europe/Prague:20270127T140000',
      'RECURRENCE-ID;TZID=Europe/Prague:20270126T100000',
    ]);
    expect(linesOf(await meetingsOf(hub(), series.id)).at(-1)).toBe('2027-01-27T13:00 confirmed');
    expect(await endFaults(hub())).toEqual([]);
  });

  it('name a meeting whose time the clock skips as the rule does, so that calendars show each once and when it is booked', async () => {
    const { id, series } = await made({
      start: '2027-03-26T02:30:00+01:00',
      end: '2027-03-26T03:00:00+01:00',
      recurrence: { freq: 'daily', count: 4 },
    });
    const meetings = await meetingsOf(hub(), series.id);
    expect(meetings.map(({ start }) => start)).toEqual([
      '2027-03-26T01:30:00.000Z',
      '2027-03-27T01:30:00.000Z',
      '2027-03-28T01:30:00.000Z',
      '2027-03-29T00:30:00.000Z',
    ]);
    const { events } = await calendarOf(hub(), 'DTSTART', 'RRULE', 'EXDATE', 'RECURRENCE-ID');
    const at = (name: string, wall: string) => `${name};TZID=Europe/Prague:${wall}`;
    expect(events[0]).toEqual([at('DTSTART', '20270326T023000'), 'RRULE:FREQ=DAILY;COUNT=4']);
    expect(events.slice(1)).toEqual([
      [at('DTSTART', '20270326T023000'), at('RECURRENCE-ID', '20270326T023000')],
      [at('DTSTART', '20270327T023000'), at('RECURRENCE-ID', '20270327T023000')],
      [at('DTSTART', '20270328T033000'), at('RECURRENCE-ID', '20270328T023000')],
      [at('DTSTART', '20270329T023000'), at('RECURRENCE-ID', '20270329T023000')],
    ]);
    const page = /\/b\/[\w-]+/gu;
    const third = (await last(hub()))?.text.match(page)?.[2] ?? '';
    expect((await hub().call('GET', `${third}/invite.ics`)).body).toContain(
      at('RECURRENCE-ID', '20270328T023000'),
    );
    const ten = { start: '2027-03-26T10:00:00+01:00', end: '2027-03-26T10:30:00+01:00' };
    await patchScope(hub(), id, { scope: 'all', ...ten });
    await hub().settle();
    await hub().call('POST', `/v1/bookings/${meetings[2]?.id}/cancel`, { user: 'ben', body: {} });
    await hub().settle();
    expect((await calendarOf(hub(), 'RECURRENCE-ID')).events).toEqual([
      [at('RECURRENCE-ID', '20270328T023000')],
    ]);
    await patchScope(hub(), id, { scope: 'all', title: 'Night shift' });
    await hub().settle();
    const left = (await calendarOf(hub(), 'DTSTART', 'EXDATE', 'RECURRENCE-ID')).events;
    expect(left[0]).toContain(at('EXDATE', '20270328T023000'));
    expect(left[3]).toEqual([at('DTSTART', '20270329T100000'), at('RECURRENCE-ID', '20270329T023000')]);
    expect(left).toHaveLength(4);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('tell who comes in of all, and who is taken off that none is left', async () => {
    const { id } = await made();
    hub().inbox.clear();
    const hugo = { email: 'hugo@example.org', name: 'Hugo' };
    await patchScope(hub(), id, { scope: 'all', guests: [GINA, hugo] });
    await hub().settle();
    await patchScope(hub(), id, { scope: 'all', guests: [hugo] });
    await hub().settle();
    expect(await told(hub())).toEqual([
      'gina@example.org: Cancelled: Intro call (4 meetings)',
      'hugo@example.org: Confirmed: Intro call (4 meetings)',
    ]);
    expect(await calendarOf(hub(), 'STATUS')).toEqual({ method: 'CANCEL', events: [['STATUS:CANCELLED']] });
    expect(await endFaults(hub())).toEqual([]);
  });
});
