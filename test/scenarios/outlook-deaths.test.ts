import { describe, expect, test } from 'vitest';
import { connectOutlook } from '../support/connect-outlook.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { GINA, readBooking, told } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';
import { outlookEvents } from '../support/outlook.ts';

const hub = useHub();
const TEAMS = { location: { kind: 'teams' }, guests: [GINA] };

/** Three minutes with the misfortune, the rest without. */
const recover = async (): Promise<void> => {
  await hub().settle();
  await hub().advance('PT3M');
  await noMoreDeaths(hub());
  await hub().advance('PT20M');
};

const expectOne = async (id: string): Promise<void> => {
  const events = await outlookEvents(hub(), 'ben');
  expect(events).toHaveLength(1);
  expect(await readBooking(hub(), id)).toMatchObject({
    hosts: [{ calendar: { state: 'synced', eventId: events[0]?.id } }],
    conference: { state: 'ready' },
  });
  expect(await endFaults(hub())).toEqual([]);
};

describe('a creation whose answer is lost', { timeout: 60_000 }, () => {
  test.each([
    ['existing', { reset: true }],
    ['409', { reset: true }],
    ['400', { status: 503 }],
  ])('is one event, where Microsoft says %s to a repetition: %o', async (duplicateTransaction, how) => {
    await connectOutlook(hub(), 'ben');
    await hub().microsoft.control('quirks', { duplicateTransaction });
    await hub().microsoft.fault({ match: { method: 'POST', path: '/events$' }, afterCommit: true, ...how });
    const { id } = await book(hub(), TEAMS);
    await recover();
    await expectOne(id);
    expect((await told(hub())).filter((line) => line.includes('Confirmed'))).toHaveLength(2);
  });

  test('is one event that Microsoft takes away again, where the booking was cancelled meanwhile', async () => {
    await connectOutlook(hub(), 'ben');
    await hub().microsoft.fault({
      match: { method: 'POST', path: '/events$' },
      reset: true,
      afterCommit: true,
    });
    const { id } = await book(hub(), TEAMS);
    await hub().settle();
    expect(await outlookEvents(hub(), 'ben')).toHaveLength(1);
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    await recover();
    expect(await outlookEvents(hub(), 'ben')).toEqual([]);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('takes a new key, where the event was deleted by hand before anybody knew of it', async () => {
    await connectOutlook(hub(), 'ben');
    await hub().microsoft.fault({
      match: { method: 'POST', path: '/events$' },
      reset: true,
      afterCommit: true,
    });
    const { id } = await book(hub(), TEAMS);
    await hub().settle();
    const [event] = await outlookEvents(hub(), 'ben');
    const ben = await hub().microsoft.as('ben@contoso.example');
    await ben('DELETE', `/v1.0/me/events/${encodeURIComponent(String(event?.id))}`);
    await recover();
    await expectOne(id);
  });
});

// The tables' calls are those around the creation: what is intended, what came of it.
const BOOKING = deaths({ tables: [10, 13], microsoft: [0] });
const CHANGING = deaths({ microsoft: [0, 2] });

describe('the hub dies at one step and goes on', { timeout: 60_000 }, () => {
  test.each(BOOKING)('booking: $kind at call $skip to $at is one event in Outlook', async (death) => {
    await connectOutlook(hub(), 'ben');
    await killAt(hub(), death);
    const body = order(TEAMS);
    const headers = { 'idempotency-key': 'the one' };
    await insist(() => hub().call('POST', '/v1/bookings', { user: 'ben', body, headers }));
    await recover();
    const { body: list } = await hub().call('GET', '/v1/bookings', { user: 'ada' });
    expect(list).toMatchObject({ items: [{ title: 'Intro call' }] });
    expect(await outlookEvents(hub(), 'ben')).toHaveLength(1);
    expect(await endFaults(hub())).toEqual([]);
  });

  test.each(CHANGING)(
    'another place: $kind at call $skip to $at is one event without a Teams link',
    async (death) => {
      await connectOutlook(hub(), 'ben');
      const { id } = await book(hub(), TEAMS);
      await hub().settle();
      await hub().advance('PT30S');
      await killAt(hub(), death);
      const body = { location: { kind: 'in_person', venue: 'Room 4' } };
      await insist(() => hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body }));
      await recover();
      expect(await outlookEvents(hub(), 'ben')).toEqual([
        expect.objectContaining({ isOnlineMeeting: false }),
      ]);
      expect((await readBooking(hub(), id)).status).toBe('confirmed');
      expect(await endFaults(hub())).toEqual([]);
    },
  );
});
