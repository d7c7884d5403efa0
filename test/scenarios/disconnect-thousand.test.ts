import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RunReply } from '../../events/http/runs.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { type Hub, useHub } from '../support/hub.ts';
import { killAt, noMoreDeaths } from '../support/kill-step.ts';
import { inGoogle, liveEvents } from '../support/meeting.ts';
import { seedBookings, storesOf } from '../support/seed-bookings.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const COUNT = 1_000;
const TOLD = 40;
const HOUR_MS = 3_600_000;

let stores: ReturnType<typeof storesOf>;
beforeEach(() => {
  stores = storesOf(hub());
});
afterEach(() => stores.close());

/** A fifth of them lies in the past, one in twenty-five has a guest and a link. */
const wanted = (index: number): Partial<Booking> & Pick<Booking, 'start' | 'end'> => {
  const start = Date.UTC(2026, 10, 20) + index * 7 * HOUR_MS;
  const isTold = index >= COUNT - TOLD;
  return {
    start: new Date(start).toISOString(),
    end: new Date(start + HOUR_MS).toISOString(),
    ...(isTold && {
      location: { kind: 'google_meet' },
      conference: { kind: 'google_meet', state: 'ready', joinUrl: 'https://meet.google.com/abc-defg-hij' },
      guests: [
        {
          id: `gst_${index}`,
          email: `guest${index}@guests.example`,
          name: 'Guest',
          rsvp: 'needs_action',
          attendee: false,
        },
      ],
    }),
  };
};

/** Refusals of a calendar that is written to too fast, in both of Google's forms. */
const throttle = async ({ google }: Hub): Promise<void> => {
  for (const [index, status] of [429, 403, 429, 403].entries())
    await google.fault({
      match: { method: 'DELETE', path: '/events/' },
      status,
      skip: 60 + 90 * index,
      times: 2,
    });
};

/** Before and after a commit of the run counts; the SDK tries each three times. */
const dieThreeTimes = async ({ aws }: Hub, runId: string): Promise<void> => {
  for (const kind of ['cut', 'drop', 'cut'] as const)
    aws.tables.faults.add({ kind, operation: 'TransactWriteItems', about: runId, skip: 250, times: 3 });
};

const readRun = (id: string) => hub().ask(RunReply, 'GET', `/v1/runs/${id}`, { user: 'ben' });

describe('leaving with a thousand events', { timeout: 180_000 }, () => {
  test('[SYNC-16] while Google throttles and the worker dies three times, nothing of ours is left', async () => {
    await connectGoogle(hub(), 'ben');
    const { id: dentist } = await (await inGoogle(hub(), 'ben')).add({
      summary: 'Dentist',
      start: { dateTime: '2027-01-06T09:00:00Z' },
      end: { dateTime: '2027-01-06T10:00:00Z' },
    });
    await hub().settle();
    await seedBookings(
      hub(),
      stores,
      'ben',
      Array.from({ length: COUNT }, (_, index) => wanted(index)),
    );
    expect(await liveEvents(hub(), 'ben')).toHaveLength(COUNT + 1);
    const preview = await hub().ask(z.looseObject({ events: z.number() }), 'DELETE', `${CARD}?dryRun=true`, {
      user: 'ben',
    });
    expect(preview).toMatchObject({ events: COUNT, bookingsLosingLink: TOLD });

    await throttle(hub());
    const { run } = await hub().ask(z.object({ run: RunReply }), 'DELETE', CARD, { user: 'ben' });
    await dieThreeTimes(hub(), run.id);
    await killAt(hub(), { at: 'google', kind: 'cut', skip: 30 });
    await hub().settle();
    await hub().advance('PT10M');
    await noMoreDeaths(hub());
    await hub().advance('PT5M');

    const left = await readRun(run.id);
    expect(left).toMatchObject({
      state: 'done',
      result: {
        grant: 'revoked',
        bookings: COUNT,
        released: preview.bookingsAffected,
        guestsTold: TOLD,
        removed: COUNT,
        ...{ kept: 0, couldNotRemove: 0, channelsStopped: 1, importedRemoved: 1 },
      },
    });
    expect(Date.parse(left.finishedAt ?? '') - Date.parse(left.startedAt)).toBeLessThan(15 * 60_000);
    expect(await liveEvents(hub(), 'ben')).toMatchObject([{ id: dentist }]);
    const items = (await storedItems(hub(), '')).map(({ pk }) => String(pk));
    expect(items.filter((pk) => pk.startsWith('REF#') || pk.startsWith('FEED#'))).toEqual([]);
    const mails = (await hub().inbox.all()).flatMap(({ to }) => to).filter((to) => to.startsWith('guest'));
    expect(mails.toSorted()).toEqual(
      Array.from({ length: TOLD }, (_, n) => `guest${COUNT - TOLD + n}@guests.example`).toSorted(),
    );
    expect(await endFaults(hub())).toEqual([]);
    expect(
      hub()
        .logs()
        .filter((line) => line.includes('queue.failed')),
    ).toHaveLength(3);
    expect(await connectGoogle(hub(), 'ben')).toMatchObject({ state: 'connected' });
  });
});
