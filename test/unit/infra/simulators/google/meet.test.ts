import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refusal, useGoogle } from './simulated-google.ts';

const ADA = 'ada@acme.example';
const BEN = 'ben@acme.example';
const NOW = Date.parse('2027-01-01T00:00:00Z');
const target = { calendarId: 'primary', eventId: 'abc123' };
const google = useGoogle();

const wish = (requestId = 'room-1', type = 'hangoutsMeet') => ({
  createRequest: { requestId, conferenceSolutionKey: { type } },
});
const talk = (more: Record<string, unknown> = {}) => ({
  id: 'abc123',
  start: { dateTime: '2027-01-05T09:00:00Z' },
  end: { dateTime: '2027-01-05T10:00:00Z' },
  conferenceData: wish(),
  ...more,
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const app = async (meet?: string) => {
  await google().account(ADA, meet ? { meet } : {});
  return (await google().app(ADA)).events;
};

const withRoom = async (meet?: string, more: Record<string, unknown> = {}) => {
  const events = await app(meet);
  const { data } = await events.insert({
    calendarId: 'primary',
    conferenceDataVersion: 1,
    requestBody: talk(more),
  });
  return { events, data };
};

/** The simulator's own clockwork, as the local runtime drives it. */
const pass = (ms: number) => {
  vi.setSystemTime(Date.now() + ms);
  google().simulator.runDue();
};

describe('a Meet link', () => {
  it('is pending at first, and comes as a later change', async () => {
    const { events, data } = await withRoom();
    expect(data.conferenceData).toEqual({
      createRequest: { ...wish().createRequest, status: { statusCode: 'pending' } },
    });
    expect(data.hangoutLink).toBeUndefined();
    const { nextSyncToken } = (await events.list({ calendarId: 'primary' })).data;
    expect(google().simulator.nextDue()).toBe(NOW + 200);
    pass(199);
    expect((await events.get(target)).data.etag).toBe(data.etag);
    pass(1);
    const later = (await events.get(target)).data;
    expect(later.hangoutLink).toMatch(/^https:\/\/meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
    expect(later.conferenceData?.createRequest?.status?.statusCode).toBe('success');
    expect(later.conferenceData?.entryPoints?.[0]).toMatchObject({
      entryPointType: 'video',
      uri: later.hangoutLink,
    });
    expect([later.etag, later.updated]).not.toEqual([data.etag, data.updated]);
    const delta = await events.list({ calendarId: 'primary', syncToken: nextSyncToken ?? '' });
    expect(delta.data.items?.map(({ hangoutLink }) => hangoutLink)).toEqual([later.hangoutLink]);
    expect(google().simulator.nextDue()).toBeUndefined();
  });

  it('comes at once, fails, or is refused as the account is set', async () => {
    expect((await withRoom('immediate')).data.hangoutLink).toContain('https://meet.google.com/');
    google().simulator.reset();
    const failing = await withRoom('failure');
    pass(200);
    const { data } = await failing.events.get(target);
    expect(data.conferenceData?.createRequest?.status?.statusCode).toBe('failure');
    expect(data.hangoutLink).toBeUndefined();
    google().simulator.reset();
    expect(await refusal(withRoom('unsupported'))).toMatchObject({ status: 400, reason: 'invalid' });
  });

  it('shows in the calendar list whether the account can have any', async () => {
    for (const [meet, types] of [
      ['pending', ['hangoutsMeet']],
      ['unsupported', []],
    ]) {
      await google().account(ADA, { meet });
      const { data } = await (await google().app(ADA)).calendarList.get({ calendarId: 'primary' });
      expect(data.conferenceProperties?.allowedConferenceSolutionTypes).toEqual(types);
    }
  });

  it('is not made without conferenceDataVersion=1', async () => {
    const events = await app();
    const { data } = await events.insert({ calendarId: 'primary', requestBody: talk() });
    expect(data.conferenceData).toBeUndefined();
    expect(google().simulator.nextDue()).toBeUndefined();
  });

  it('is one room for one request id, and another for another', async () => {
    const { events, data } = await withRoom('immediate');
    const again = await events.patch({
      ...target,
      conferenceDataVersion: 1,
      requestBody: { conferenceData: wish() },
    });
    const other = await events.patch({
      ...target,
      conferenceDataVersion: 1,
      requestBody: { conferenceData: wish('room-2') },
    });
    expect(again.data.hangoutLink).toBe(data.hangoutLink);
    expect(other.data.hangoutLink).not.toBe(data.hangoutLink);
  });

  it('is that of the last request when two are pending', async () => {
    const { events } = await withRoom();
    pass(100);
    const requestBody = { conferenceData: wish('room-2') };
    await events.patch({ ...target, conferenceDataVersion: 1, requestBody });
    pass(100);
    expect((await events.get(target)).data.hangoutLink).toBeUndefined();
    pass(100);
    const { data } = await events.get(target);
    expect(data.hangoutLink).toContain('https://meet.google.com/');
    expect(data.conferenceData?.createRequest?.requestId).toBe('room-2');
  });

  it('survives patches that do not speak of it, and goes with null', async () => {
    const { events, data } = await withRoom('immediate');
    const kept = await events.patch({
      ...target,
      conferenceDataVersion: 1,
      requestBody: { summary: 'Other' },
    });
    expect(kept.data.hangoutLink).toBe(data.hangoutLink);
    const removed = await events.patch({
      ...target,
      conferenceDataVersion: 1,
      requestBody: { conferenceData: null as never },
    });
    expect([removed.data.hangoutLink, removed.data.conferenceData]).toEqual([undefined, undefined]);
  });

  it('survives an update only under version 0, or when sent again', async () => {
    const { events, data } = await withRoom('immediate');
    const { conferenceData: _room, ...bare } = talk();
    const deaf = await events.update({ ...target, requestBody: bare });
    expect(deaf.data.hangoutLink).toBe(data.hangoutLink);
    const resent = await events.update({ ...target, conferenceDataVersion: 1, requestBody: talk() });
    expect(resent.data.hangoutLink).toBe(data.hangoutLink);
    const foreign = { ...bare, conferenceData: { conferenceId: 'aaa-bbbb-ccc' } };
    const copied = events.update({ ...target, conferenceDataVersion: 1, requestBody: foreign });
    expect(await refusal(copied)).toMatchObject({ status: 400 });
    const dropped = await events.update({ ...target, conferenceDataVersion: 1, requestBody: bare });
    expect(dropped.data.hangoutLink).toBeUndefined();
  });

  it('reaches guests too, and never an event deleted meanwhile', async () => {
    await google().account(BEN);
    const { events } = await withRoom('pending', { attendees: [{ email: BEN }] });
    const ben = (await google().person(BEN)).events;
    pass(200);
    expect((await ben.get(target)).data.hangoutLink).toBe((await events.get(target)).data.hangoutLink);
    await events.insert({
      calendarId: 'primary',
      conferenceDataVersion: 1,
      requestBody: talk({ id: 'other123' }),
    });
    await events.delete({ calendarId: 'primary', eventId: 'other123' });
    pass(200);
    expect(
      (await events.get({ calendarId: 'primary', eventId: 'other123' })).data.hangoutLink,
    ).toBeUndefined();
  });

  it('knows no other kind of conference', async () => {
    const events = await app();
    const requestBody = talk({ conferenceData: wish('room-1', 'eventHangout') });
    const call = events.insert({ calendarId: 'primary', conferenceDataVersion: 1, requestBody });
    expect(await refusal(call)).toMatchObject({ status: 400, reason: 'invalid' });
  });
});
