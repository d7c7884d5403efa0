import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { connectOutlook, outlookAccountOf } from '../support/connect-outlook.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { GINA, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { inOutlook, outlookEvents } from '../support/outlook.ts';

const hub = useHub();
const BEN = outlookAccountOf('ben');
const Calendars = z.object({ items: z.array(z.looseObject({ id: z.string(), name: z.string() })) });
const Availability = z.object({ items: z.array(z.looseObject({ busy: z.array(z.unknown()) })) });

const idOf = async (name: string) => {
  const { items } = await hub().ask(Calendars, 'GET', '/v1/me/calendars', { user: 'ben' });
  return items.find((each) => each.name === name)?.id;
};
const choose = async (name: string, body: Record<string, boolean>) => {
  await hub().ask(z.unknown(), 'PATCH', `/v1/me/calendars/${await idOf(name)}`, { user: 'ben', body });
  await hub().advance('PT2M');
};
const busy = async () => {
  const path = '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z';
  return (await hub().ask(Availability, 'GET', path, { user: 'chloe' })).items[0]?.busy.length;
};
const entry = async (id: string) => (await readBooking(hub(), id)).hosts[0]?.calendar;

/** Ben has a second calendar that blocks time, and a meeting in his main one. */
const booked = async (over: Record<string, unknown> = {}) => {
  await hub().microsoft.account({ email: BEN, name: 'ben', calendars: [{ name: 'Club' }] });
  await connectOutlook(hub(), 'ben');
  await hub().advance('PT1M');
  await choose('Club', { busy: true });
  const { id } = await book(hub(), { guests: [GINA], ...over });
  await hub().settle();
  await hub().advance('PT1M');
  hub().inbox.clear();
  const eventId = (await entry(id))?.eventId ?? '';
  return { id, eventId };
};
const moveTo = async (calendar: string, event: string) => {
  await hub().microsoft.control('move-event', { account: BEN, event, calendar });
  await hub().settle();
  await hub().advance('PT2M');
};

describe('an event that its owner moves to another calendar', { timeout: 60_000 }, () => {
  test('of the mailbox cancels nothing: its booking follows it, there and back, and is not in its own way', async () => {
    const { id, eventId } = await booked();
    for (const calendar of ['Club', 'Calendar']) {
      await moveTo(calendar, eventId);
      expect((await readBooking(hub(), id)).status).toBe('confirmed');
      expect(await told(hub())).toEqual([]);
      expect(await busy()).toBe(1);
      expect((await entry(id))?.eventId).toBe(eventId);
      await (await inOutlook(hub(), 'ben')).edit(eventId, { subject: `In ${calendar}` });
      await hub().settle();
      await hub().advance('PT2M');
      expect((await readBooking(hub(), id)).title).toBe(`In ${calendar}`);
      hub().inbox.clear();
    }
    await (await inOutlook(hub(), 'ben')).remove(eventId);
    await hub().settle();
    await hub().advance('PT2M');
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect(await endFaults(hub())).toEqual([]);
  });

  test('that is not read stays the booking’s: its owner’s changes are seen within the hour, and those of the booking reach it', async () => {
    await hub().microsoft.account({ email: BEN, name: 'ben', calendars: [{ name: 'Unread' }] });
    const { id, eventId } = await booked();
    await moveTo('Unread', eventId);
    await hub().advance('PT2H');
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
    await (await inOutlook(hub(), 'ben')).move(eventId, '2027-01-06T10:00:00Z', '2027-01-06T11:00:00Z');
    await hub().advance('PT1H');
    expect((await readBooking(hub(), id)).start).toBe('2027-01-06T10:00:00.000Z');
    const body = { start: '2027-01-05T13:00:00Z', end: '2027-01-05T14:00:00Z' };
    expect((await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body })).status).toBe(200);
    await hub().advance('PT2M');
    expect(await outlookEvents(hub(), 'ben')).toMatchObject([
      { id: eventId, start: { dateTime: '2027-01-05T13:00:00.0000000' } },
    ]);
  });
});
