import { describe, expect, it } from 'vitest';
import { refusal, useGoogle } from './simulated-google.ts';

const ADA = 'ada@acme.example';
const BEN = 'ben@acme.example';
const google = useGoogle();
const TALK = {
  id: 'abc123',
  summary: 'Talk',
  start: { dateTime: '2027-01-05T09:00:00Z' },
  end: { dateTime: '2027-01-05T10:00:00Z' },
  attendees: [{ email: BEN }, { email: 'guest@else.example' }],
};
const target = { calendarId: 'primary', eventId: 'abc123' };

const invited = async () => {
  await google().account(ADA);
  await google().account(BEN);
  const ada = await google().app(ADA);
  const ben = await google().person(BEN);
  await ada.events.insert({ calendarId: 'primary', requestBody: TALK });
  return { ada: ada.events, ben: ben.events };
};

const statuses = (attendees: { email?: string | null; responseStatus?: string | null }[] | undefined) =>
  Object.fromEntries((attendees ?? []).map(({ email, responseStatus }) => [email, responseStatus]));

describe('the list of guests', () => {
  it('marks the organizer who is among them, and can be cut to oneself', async () => {
    await google().account(ADA);
    const { events } = await google().app(ADA);
    const attendees = [{ email: ADA }, { email: 'guest@else.example' }];
    const { data } = await events.insert({ calendarId: 'primary', requestBody: { ...TALK, attendees } });
    expect(data.attendees?.[0]).toEqual({
      email: ADA,
      responseStatus: 'needsAction',
      organizer: true,
      self: true,
    });
    const cut = await events.get({ ...target, maxAttendees: 1 });
    expect([cut.data.attendeesOmitted, cut.data.attendees?.map(({ email }) => email)]).toEqual([true, [ADA]]);
    expect((await events.get({ ...target, maxAttendees: 2 })).data.attendees).toHaveLength(2);
  });

  it('shows the source of an event to nobody but its creator', async () => {
    await google().account(ADA);
    await google().account(BEN);
    const { events } = await google().app(ADA);
    const source = { url: 'https://hub.example/b/1', title: 'Booking' };
    await events.insert({ calendarId: 'primary', requestBody: { ...TALK, source } });
    expect((await events.get(target)).data.source).toEqual(source);
    expect((await (await google().person(BEN)).events.get(target)).data.source).toBeUndefined();
  });
});

describe('a guest with an account here', () => {
  it('has a copy with the same id and iCalUID, in which self is the guest', async () => {
    const { ben } = await invited();
    const { data } = await ben.get(target);
    expect(data).toMatchObject({ id: 'abc123', iCalUID: 'abc123@google.com', summary: 'Talk' });
    expect(data.organizer).toEqual({ email: ADA });
    expect(data.attendees?.find(({ self }) => self)?.email).toBe(BEN);
    expect(data.attendees?.some(({ organizer }) => organizer)).toBe(false);
  });

  it('answers on the copy, and the organizer sees it, with both feeds changed', async () => {
    const { ada, ben } = await invited();
    const tokens = await Promise.all(
      [ada, ben].map(
        async (events) => (await events.list({ calendarId: 'primary' })).data.nextSyncToken ?? '',
      ),
    );
    await ben.patch({ ...target, requestBody: { attendees: [{ email: BEN, responseStatus: 'accepted' }] } });
    expect(statuses((await ada.get(target)).data.attendees)).toEqual({
      [BEN]: 'accepted',
      'guest@else.example': 'needsAction',
    });
    const deltas = await Promise.all(
      [ada, ben].map((events, index) =>
        events.list({ calendarId: 'primary', syncToken: tokens[index] ?? '' }),
      ),
    );
    for (const { data } of deltas) {
      expect(data.items?.map(({ id }) => id)).toEqual(['abc123']);
      expect(statuses(data.items?.[0]?.attendees)[BEN]).toBe('accepted');
    }
  });

  it('follows a move and a cancellation of the organizer', async () => {
    const { ada, ben } = await invited();
    await ada.patch({ ...target, requestBody: { start: { dateTime: '2027-01-05T09:30:00Z' } } });
    expect((await ben.get(target)).data.start?.dateTime).toBe('2027-01-05T09:30:00Z');
    await ada.delete(target);
    expect((await ben.get(target)).data.status).toBe('cancelled');
    expect((await ben.list({ calendarId: 'primary' })).data.items).toEqual([]);
  });

  it('may not change what all share, nor invite others', async () => {
    const { ben } = await invited();
    for (const requestBody of [
      { summary: 'Mine' },
      { start: { dateTime: '2027-01-05T09:30:00Z' } },
      { attendees: [...TALK.attendees, { email: 'more@else.example' }] },
    ]) {
      expect(await refusal(ben.patch({ ...target, requestBody }))).toEqual({
        status: 403,
        reason: 'forbiddenForNonOrganizer',
        domain: 'calendar',
      });
    }
  });

  it('keeps reminders and private properties of their own when the organizer changes the event', async () => {
    const { ada, ben } = await invited();
    const requestBody = { reminders: { useDefault: false }, extendedProperties: { private: { mine: '1' } } };
    await ben.patch({ ...target, requestBody });
    await ada.patch({
      ...target,
      requestBody: { summary: 'Other', extendedProperties: { private: { hers: '2' } } },
    });
    const { data } = await ben.get(target);
    expect(data).toMatchObject({ summary: 'Other', reminders: { useDefault: false } });
    expect(data.extendedProperties).toEqual({ private: { mine: '1' } });
    expect((await ada.get(target)).data.reminders).toEqual({ useDefault: true });
  });

  it('declines by throwing the copy away, and the event stays for the others', async () => {
    const { ada, ben } = await invited();
    await ben.delete(target);
    const { data } = await ada.get(target);
    expect(data.status).toBe('confirmed');
    expect(statuses(data.attendees)[BEN]).toBe('declined');
    await ada.patch({ ...target, requestBody: { summary: 'Other' } });
    expect((await ben.get(target)).data.status).toBe('cancelled');
  });

  it('loses the copy when no longer invited, and gets it back when invited again', async () => {
    const { ada, ben } = await invited();
    await ada.patch({ ...target, requestBody: { attendees: [] } });
    expect((await ben.get(target)).data.status).toBe('cancelled');
    await ada.patch({ ...target, requestBody: { attendees: [{ email: BEN }] } });
    expect((await ben.get(target)).data.status).toBe('confirmed');
  });

  it('answers for one instance of a series only', async () => {
    await google().account(ADA);
    await google().account(BEN);
    const { events: ada } = await google().app(ADA);
    const { events: ben } = await google().person(BEN);
    const time = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
    const requestBody = {
      ...TALK,
      start: time('2027-01-05T09:00:00'),
      end: time('2027-01-05T10:00:00'),
      recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
    };
    await ada.insert({ calendarId: 'primary', requestBody });
    const eventId = 'abc123_20270106T090000Z';
    await ben.patch({
      calendarId: 'primary',
      eventId,
      requestBody: { attendees: [{ email: BEN, responseStatus: 'declined' }] },
    });
    const { data } = await ada.list({ calendarId: 'primary', singleEvents: true, orderBy: 'startTime' });
    expect(data.items?.map(({ attendees }) => statuses(attendees)[BEN])).toEqual([
      'needsAction',
      'declined',
      'needsAction',
    ]);
  });
});

describe('a guest of one instance only', () => {
  it('has that instance, and loses it with the series', async () => {
    await google().account(ADA);
    await google().account(BEN);
    const { events: ada } = await google().app(ADA);
    const { events: ben } = await google().person(BEN);
    const time = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
    const requestBody = {
      id: 'abc123',
      start: time('2027-01-05T09:00:00'),
      end: time('2027-01-05T10:00:00'),
      recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
    };
    await ada.insert({ calendarId: 'primary', requestBody });
    const eventId = 'abc123_20270106T090000Z';
    await ada.patch({ calendarId: 'primary', eventId, requestBody: { attendees: [{ email: BEN }] } });
    const list = async () =>
      (await ben.list({ calendarId: 'primary', singleEvents: true })).data.items?.map(({ id }) => id);
    expect(await list()).toEqual([eventId]);
    await ada.delete({ calendarId: 'primary', eventId: 'abc123' });
    expect(await list()).toEqual([]);
  });
});

describe('a calendar shared with somebody', () => {
  const shared = async (role: string) => {
    const team = { id: 'team@group.calendar.google.com', summary: 'Team' };
    await google().account(ADA, { calendars: [team] });
    await google().account(BEN, { calendars: [{ ...team, role }] });
    const ada = await google().app(ADA);
    const ben = await google().app(BEN);
    const requestBody = { ...TALK, attendees: [], visibility: 'private', description: 'Secret' };
    await ada.events.insert({ calendarId: team.id, requestBody });
    return { events: ben.events, where: { calendarId: team.id, eventId: 'abc123' } };
  };

  it('shows a reader private events as time without details', async () => {
    const { events, where } = await shared('reader');
    const { data } = await events.get(where);
    expect(data).toMatchObject({
      id: 'abc123',
      visibility: 'private',
      start: { dateTime: '2027-01-05T09:00:00Z' },
    });
    expect([data.summary, data.description]).toEqual([undefined, undefined]);
  });

  it('shows a writer everything', async () => {
    const { events, where } = await shared('writer');
    expect((await events.get(where)).data).toMatchObject({ summary: 'Talk', description: 'Secret' });
  });

  it('lets a reader change nothing', async () => {
    const { events, where } = await shared('reader');
    expect(await refusal(events.patch({ ...where, requestBody: { summary: 'Mine' } }))).toMatchObject({
      status: 403,
    });
    expect(await refusal(events.delete(where))).toMatchObject({ status: 403 });
  });

  it('is the organizer of the events on it', async () => {
    const { events, where } = await shared('writer');
    const { data } = await events.get(where);
    expect(data.organizer).toEqual({ email: where.calendarId, displayName: 'Team', self: true });
    expect(data.creator).toEqual({ email: ADA });
  });
});
