import { describe, expect, it } from 'vitest';
import { ExternalEvents } from '../../events/http/external-events.ts';
import { RunStarted } from '../../events/http/runs.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, GINA, inGoogle, readBooking, told } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

type Hands = Awaited<ReturnType<typeof inGoogle>>;

const hub = useHub();
const SYNC = '/v1/me/integrations/google_calendar/sync';
const LETTERS = ['A', 'B', 'C', 'D', 'E'];
const PAGE_OF_DELTA = 'events\\?(?=.*syncToken=)(?=.*pageToken=)';
const DELTA = 'events\\?.*syncToken=';

const at = (day: number, hour: number) => {
  const time = (h: number) => `2027-01-${String(day).padStart(2, '0')}T${String(h).padStart(2, '0')}:00:00Z`;
  return { start: { dateTime: time(hour) }, end: { dateTime: time(hour + 1) } };
};

const shown = async (): Promise<(string | undefined)[]> => {
  const path = '/v1/users/ben/external-events?from=2027-01-01T00:00:00Z&to=2028-02-01T00:00:00Z';
  const { items } = await hub().ask(ExternalEvents, 'GET', path, { user: 'ben' });
  return items.map(({ title }) => title);
};

/** Ben is connected, and Google tells of nothing that he does. */
const deaf = async () => {
  await connectGoogle(hub(), 'ben');
  await hub().advance('PT1M');
  await hub().google.webhooks({ mode: 'drop' });
  return inGoogle(hub(), 'ben');
};

/** The same with a meeting on Tuesday at nine, of which everybody has been told. */
const booked = async () => {
  await connectGoogle(hub(), 'ben');
  const { id } = await book(hub(), { guests: [GINA] });
  await hub().settle();
  await hub().advance('PT1M');
  await hub().google.webhooks({ mode: 'drop' });
  hub().inbox.clear();
  const eventId = (await readBooking(hub(), id)).hosts[0]?.calendar.eventId ?? '';
  return { id, eventId, ben: await inGoogle(hub(), 'ben') };
};

const addAll = async (ben: Hands): Promise<void> => {
  for (const [index, summary] of LETTERS.entries()) await ben.add({ summary, ...at(11 + index, 10) });
};

const readNow = async (): Promise<void> => {
  await hub().ask(RunStarted, 'POST', SYNC, { user: 'ben' });
  await hub().settle();
};

/** One that was read is deleted meanwhile. */
const deleteOneAndAddAll = async (ben: Hands): Promise<void> => {
  const gone = await ben.add({ summary: 'Gone', ...at(8, 10) });
  await readNow();
  await hub().advance('PT61S');
  await ben.remove(String(gone.id));
  await addAll(ben);
};

const cursor = async (): Promise<unknown> =>
  (await storedItems(hub(), 'FEED#')).find((item) => item.cursor)?.cursor;

describe('traps of reading what has changed', { timeout: 60_000 }, () => {
  it('a cursor that dies between two pages: the rest is read, and nothing is taken for gone', async () => {
    const { id, ben } = await booked();
    await deleteOneAndAddAll(ben);
    await hub().google.control('project', { shortPages: 2 });
    await hub().google.fault({ match: { path: PAGE_OF_DELTA }, status: 410 });
    await readNow();
    expect(await shown()).toEqual(LETTERS);
    expect(await readBooking(hub(), id)).toMatchObject({ status: 'confirmed', revision: 1 });
    expect(await told(hub())).toEqual([]);
  });

  it('an empty page that has a next one is not the end', async () => {
    const ben = await deaf();
    await addAll(ben);
    await hub().google.control('project', { shortPages: 2 });
    await readNow();
    expect(await shown()).toEqual(LETTERS);
  });

  it('a later page that fails: the cursor stays until all of them were applied', async () => {
    const ben = await deaf();
    await addAll(ben);
    await hub().google.control('project', { shortPages: 2 });
    await hub().google.fault({ match: { path: PAGE_OF_DELTA }, status: 503, skip: 1 });
    const before = await cursor();
    await readNow();
    expect(await cursor()).toBe(before);
    expect(await shown()).toEqual(['A', 'B']);
    await hub().advance('PT1M');
    expect(await shown()).toEqual(LETTERS);
  });

  it('a tombstone carries its id only, and a cancelled instance hardly more', async () => {
    const ben = await deaf();
    const single = await ben.add({ summary: 'Single', ...at(5, 10) });
    const zoned = (hour: number) => ({ dateTime: `2027-01-06T${hour}:00:00`, timeZone: 'UTC' });
    const recurrence = ['RRULE:FREQ=DAILY;COUNT=3'];
    await ben.add({ summary: 'Daily', start: zoned(10), end: zoned(11), recurrence });
    await readNow();
    expect(await shown()).toEqual(['Single', 'Daily', 'Daily', 'Daily']);
    await hub().advance('PT61S');
    const call = await hub().google.as(accountOf('ben'));
    const list = await call('GET', '/calendar/v3/calendars/primary/events?singleEvents=true&q=Daily');
    const ids = JSON.stringify(list).match(/[a-z0-9]+_20270107T100000Z/);
    await ben.remove(String(ids?.[0]));
    await ben.remove(String(single.id));
    await readNow();
    expect(await shown()).toEqual(['Daily', 'Daily']);
  });

  it.each([
    ['when changes are asked for', 'calendars/primary'],
    ['when one of ours has changed and is looked at', 'primary/events/|timeMin='],
  ])(
    'a whole calendar that is not found %s: nothing is cancelled or free, and it comes back',
    async (_, path) => {
      const { id, eventId, ben } = await booked();
      await ben.add({ summary: 'Dentist', ...at(5, 14) });
      await readNow();
      await hub().advance('PT61S');
      await ben.edit(eventId, { description: 'my notes' });
      await ben.add({ summary: 'Later', ...at(6, 14) });
      await hub().google.fault({ match: { path }, status: 404, times: 1_000 });
      await readNow();
      await hub().advance('PT1M');
      expect((await readBooking(hub(), id)).status).toBe('confirmed');
      expect(await told(hub())).toEqual([]);
      const body = order({ start: '2027-01-05T14:00:00Z', end: '2027-01-05T15:00:00Z' });
      expect((await hub().call('POST', '/v1/bookings', { user: 'ben', body })).status).toBe(409);
      await hub().google.clearFaults();
      await hub().advance('PT10M');
      expect(await shown()).toEqual(['Dentist', 'Later']);
      expect((await readBooking(hub(), id)).status).toBe('confirmed');
    },
  );

  it('an event that tells no start or end is not now, and ours stays where it was', async () => {
    const { id, eventId } = await booked();
    const timeless = (each: string) => ({ id: each, status: 'confirmed', summary: each, etag: '"odd"' });
    const body = { kind: 'calendar#events', timeZone: 'UTC', items: ['foreign', eventId].map(timeless) };
    await hub().google.fault({ match: { path: DELTA }, status: 200, body });
    const match = { method: 'GET', path: `events/${eventId}` };
    await hub().google.fault({ match, status: 200, body: timeless(eventId) });
    const { start, end } = await readBooking(hub(), id);
    await readNow();
    expect(await readBooking(hub(), id)).toMatchObject({ status: 'confirmed', start, end });
    expect(await shown()).toEqual([]);
  });

  it('a read of our event that fails is not its deletion', async () => {
    const { id, eventId, ben } = await booked();
    await ben.remove(eventId);
    await hub().google.fault({ match: { method: 'GET', path: `events/${eventId}` }, status: 503 });
    await readNow();
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
    await hub().advance('PT1M');
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
  });
});

describe('traps of keeping the cursor', { timeout: 60_000 }, () => {
  it('changes that could not be stored are read again', async () => {
    const ben = await deaf();
    await addAll(ben);
    hub().aws.tables.faults.add({ kind: 'fail', about: '"gen_', operation: 'BatchWriteItem', times: 3 });
    const before = await cursor();
    await readNow();
    expect(await cursor()).toBe(before);
    await hub().advance('PT10M');
    expect(await shown()).toEqual(LETTERS);
    expect(hub().dlq('sync')).toBe(0);
  });

  it('a read that brings nothing still brings a new cursor, which is kept', async () => {
    await deaf();
    const before = await cursor();
    await hub().google.account({ email: accountOf('chloe'), name: 'Chloe' });
    await (await inGoogle(hub(), 'chloe')).add({ summary: 'Hers', ...at(5, 10) });
    await readNow();
    expect(await cursor()).not.toBe(before);
  });

  it('a dead cursor is not replaced by a fresh one before all was read that happened meanwhile', async () => {
    const ben = await deaf();
    await deleteOneAndAddAll(ben);
    await hub().google.control('expire-sync-tokens', { account: accountOf('ben') });
    await readNow();
    expect(await shown()).toEqual(LETTERS);
  });
});
