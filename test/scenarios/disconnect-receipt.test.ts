import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Card, DisconnectPreview } from '../../events/http/integrations.ts';
import { RunReply } from '../../events/http/runs.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { accountOf, GINA, inGoogle, liveEvents, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const MEET = { location: { kind: 'google_meet' } };

const begin = async (query = '') => {
  const { run } = await hub().ask(z.object({ run: RunReply }), 'DELETE', `${CARD}${query}`, { user: 'ben' });
  return run.id;
};
const receipt = async (id: string) => hub().ask(RunReply, 'GET', `/v1/runs/${id}`, { user: 'ben' });
const deletes = (over: object) =>
  hub().google.fault({ match: { method: 'DELETE', path: '/events/' }, ...over });
const slot = (day: number, hour = 9) => ({
  start: `2027-01-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`,
  end: `2027-01-${String(day).padStart(2, '0')}T${String(hour + 1).padStart(2, '0')}:00:00Z`,
});

/** One that is over, one with a link, one without, one that was cancelled, and the user's own dentist. */
const calendarOfBen = async () => {
  await connectGoogle(hub(), 'ben');
  const past = await book(hub(), { ...slot(4, 10), guests: [GINA] });
  const meet = await book(hub(), { ...slot(6), ...MEET, guests: [GINA] });
  const plain = await book(hub(), { ...slot(7), guests: [GINA] });
  const off = await book(hub(), { ...slot(8), guests: [GINA] });
  await (await inGoogle(hub(), 'ben')).add({
    summary: 'Dentist',
    start: { dateTime: '2027-01-09T09:00:00Z' },
    end: { dateTime: '2027-01-09T10:00:00Z' },
  });
  await hub().settle();
  await hub().call('POST', `/v1/bookings/${off.id}/cancel`, { user: 'ben', body: {} });
  await hub().advance('PT2H5M');
  hub().inbox.clear();
  return { past, meet, plain };
};

const RELEASED = { grant: 'revoked', released: 2, cancelled: 0, guestsTold: 1, removed: 3, kept: 0 };
const WHOLE = { couldNotRemove: 0, channelsStopped: 1, importedRemoved: 1 };

describe('the receipt of a disconnect', { timeout: 60_000 }, () => {
  test.each([
    ['release', { ...RELEASED, ...WHOLE }, ['Dentist']],
    ['cancel', { ...RELEASED, released: 0, cancelled: 2, guestsTold: 2, ...WHOLE }, ['Dentist']],
    [
      'keep',
      { ...RELEASED, released: 0, guestsTold: 0, removed: 0, kept: 3, ...WHOLE },
      ['Dentist', 'Intro call', 'Intro call', 'Intro call'],
    ],
  ])('[INT-22] %s: is what the preview said, and what happened', async (choice, wanted, left) => {
    const { meet, plain } = await calendarOfBen();
    const query = `?bookings=${choice}`;
    const preview = () =>
      hub().ask(DisconnectPreview, 'DELETE', `${CARD}${query}&dryRun=true`, { user: 'ben' });
    const said = await preview();
    expect(await preview()).toEqual(said);
    const id = await begin(query);
    await hub().advance('PT5M');
    const { state, result = {} } = await receipt(id);
    expect({ state, ...result }).toMatchObject({ state: 'done', ...wanted });
    expect(result).not.toHaveProperty('notRemoved');
    expect(said).toMatchObject({
      events: result.removed,
      bookingsAffected: 2,
      bookingsLosingLink: choice === 'keep' ? 0 : 1,
    });
    const events = await liveEvents(hub(), 'ben');
    expect(events.map(({ summary }) => summary).toSorted()).toEqual(left);
    const { status } = await readBooking(hub(), meet.id);
    expect([status, (await readBooking(hub(), plain.id)).status]).toEqual(
      choice === 'cancel' ? ['cancelled', 'cancelled'] : ['confirmed', 'confirmed'],
    );
    expect((await told(hub())).filter((line) => line.startsWith(GINA.email))).toHaveLength(wanted.guestsTold);
  });

  const steps = { tables: [8, 30], queues: [], secrets: [], google: [3] };

  test.each(deaths(steps))(
    'counts everything once where the hub dies: $kind at call $skip to $at',
    async (death) => {
      await calendarOfBen();
      await killAt(hub(), death);
      await insist(() => hub().call('DELETE', CARD, { user: 'ben' }));
      await hub().settle();
      await hub().advance('PT3M');
      await noMoreDeaths(hub());
      await hub().advance('PT20M');
      const runs = await hub().aws.tables.snapshot();
      const run = runs.find(({ pk }) => JSON.stringify(pk).includes('RUN#'));
      const id = JSON.stringify(run).match(/run_[a-z2-7]{26}/u)?.[0] ?? '';
      expect(await receipt(id)).toMatchObject({ state: 'done', result: { ...RELEASED, ...WHOLE } });
      expect((await told(hub())).filter((line) => line.startsWith(GINA.email))).toHaveLength(1);
      expect(await liveEvents(hub(), 'ben')).toMatchObject([{ summary: 'Dentist' }]);
      expect(await endFaults(hub())).toEqual([]);
    },
  );

  test('names the bookings whose events the provider will not let us remove, and goes on with the others', async () => {
    const { meet } = await calendarOfBen();
    const [host] = (await readBooking(hub(), meet.id)).hosts;
    await deletes({
      match: { method: 'DELETE', path: `/events/${host?.calendar.eventId}` },
      status: 403,
      times: 1_000,
      body: { error: { code: 403, message: 'no', errors: [{ domain: 'global', reason: 'forbidden' }] } },
    });
    const id = await begin();
    await hub().advance('PT5M');
    expect(await receipt(id)).toMatchObject({
      state: 'done',
      result: { removed: 2, couldNotRemove: 1, notRemoved: [meet.id], guestsTold: 1 },
    });
    expect(await liveEvents(hub(), 'ben')).toHaveLength(2);
  });

  test('says what was left when the access is taken away while it works', async () => {
    await calendarOfBen();
    await deletes({ status: 429, skip: 1, times: 1 });
    const id = await begin();
    await hub().settle();
    expect((await receipt(id)).counts).toMatchObject({ removed: 1 });
    await hub().google.revoke(accountOf('ben'));
    await hub().advance('PT5M');
    expect(await receipt(id)).toMatchObject({
      state: 'done',
      result: { removed: 1, couldNotRemove: 2, guestsTold: 1, released: 2 },
    });
    expect((await hub().ask(Card, 'GET', CARD, { user: 'ben' })).state).toBe('not_connected');
  });

  test('what becomes of the bookings is decided once: a second request that wants something else is told so', async () => {
    const { meet } = await calendarOfBen();
    const id = await begin('?bookings=cancel');
    const again = (query: string) => hub().call('DELETE', `${CARD}${query}`, { user: 'ben' });
    expect(await again('?bookings=keep')).toMatchObject({
      status: 409,
      body: { code: 'already_disconnecting', run: id, bookings: 'cancel' },
    });
    const same = { status: 202, body: { run: { id, bookings: 'cancel' } } };
    expect(await again('?bookings=cancel')).toMatchObject(same);
    expect(await again('')).toMatchObject(same);
    await hub().advance('PT5M');
    expect(await receipt(id)).toMatchObject({ state: 'done', bookings: 'cancel', result: { cancelled: 2 } });
    expect((await readBooking(hub(), meet.id)).status).toBe('cancelled');
  });
});
