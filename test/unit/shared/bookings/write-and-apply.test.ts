import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Booking } from '../../../../events/stored/booking.ts';
import { applyProviderEvent } from '../../../../shared/bookings/apply-provider-event.ts';
import { changeBooking } from '../../../../shared/bookings/change-booking.ts';
import { eventId } from '../../../../shared/bookings/event-id.ts';
import { writeEvent } from '../../../../shared/bookings/write-event.ts';
import { cancelBooking } from '../../../../shared/domain/cancel-booking.ts';
import { transitionBooking } from '../../../../shared/domain/transition-booking.ts';
import { randomIds } from '../../../../shared/ids.ts';
import type { CalendarEvent } from '../../../../shared/ports/calendar-provider.ts';
import { AT, aBooking, anEntry } from '../../../support/a-booking.ts';
import { aConnection } from '../../../support/a-connection.ts';
import { memoryBookings } from '../../../support/memory-bookings.ts';
import { memoryCalendar } from '../../../support/memory-calendar.ts';

const FIRST = eventId('bkg_1', 'ben', 0);
const TARGET = { org: 'acme', id: 'bkg_1', actor: { kind: 'user', id: 'ben' }, trace: 't' } as const;
const WORK = {
  v: 1,
  kind: 'booking',
  org: 'acme',
  bookingId: 'bkg_1',
  userId: 'ben',
  connectionId: 'con_ben',
  trace: 't',
} as const;

const connection = aConnection();

/** One host's booking and calendar, and everything that can happen to the two. */
const world = () => {
  const entry = anEntry({ eventId: FIRST, state: 'pending', owed: 1 });
  const bookings = memoryBookings(aBooking({ calendars: { ben: entry } }));
  const calendar = memoryCalendar();
  let now = Date.parse(AT);
  const deps = {
    bookings,
    ids: randomIds,
    calendar: calendar.provider,
    clock: { now: () => now },
    queues: { send: () => Promise.resolve() },
    tokens: { of: () => Promise.resolve('token'), forget: () => Promise.resolve() },
    people: { readMany: () => Promise.resolve([]), read: () => Promise.resolve(undefined) },
    dues: { put: () => Promise.resolve() },
    relist: () => Promise.resolve(undefined),
    connections: {
      read: () => Promise.resolve(connection),
      ofUsers: () => Promise.resolve([connection]),
      commit: () => Promise.resolve({ outcome: 'committed' as const }),
    },
  };
  const change = (by: (booking: Booking) => Booking) =>
    changeBooking(deps)(TARGET, (current) =>
      current.status === 'cancelled' ? undefined : { after: by(current) },
    );
  const read = (event: CalendarEvent | undefined) =>
    event &&
    applyProviderEvent(deps)(
      { org: 'acme', bookingId: 'bkg_1', userId: 'ben' },
      { event, zone: 'UTC', trace: 't' },
    );
  return {
    calendar,
    present: bookings.present,
    wait: () => {
      now += 3_600_000;
    },
    apiMove: (hour: number) => change((one) => transitionBooking(one, times(hour), { at: AT })),
    apiTitle: (title: string) => change((one) => transitionBooking(one, { title }, { at: AT })),
    apiCancel: () => change((one) => cancelBooking(one, { at: AT, by: 'ben' })),
    personMove: (hour: number) => calendar.edit(times(hour)),
    personTitle: (title: string) => calendar.edit({ title }),
    write: () => writeEvent({ ...deps, calendars: () => deps.calendar })(WORK),
    read: () => read(calendar.event()),
    readOld: (event: CalendarEvent | undefined) => read(event),
  };
};
type World = ReturnType<typeof world>;

const times = (hour: number) => ({
  start: new Date(Date.UTC(2027, 0, 6, hour)).toISOString(),
  end: new Date(Date.UTC(2027, 0, 6, hour + 1)).toISOString(),
});

const settle = async (one: World): Promise<void> => {
  for (let round = 0; round < 4; round += 1) {
    one.wait();
    await one.write();
    await one.read();
  }
};

const hubSide = ({ start, end, title, status }: Booking) => ({
  start,
  end,
  title,
  exists: status === 'confirmed',
});
const calendarSide = (event: CalendarEvent | undefined) =>
  event && { start: event.start, end: event.end, title: event.title, exists: event.exists };

const expectEqual = (one: World): void => {
  const booking = one.present();
  expect(booking.calendars.ben?.owed).toBeUndefined();
  if (booking.status === 'confirmed') expect(calendarSide(one.calendar.event())).toEqual(hubSide(booking));
  else expect(one.calendar.event()?.exists ?? false).toBe(false);
};

const hour = fc.integer({ min: 0, max: 22 });
const title = fc.constantFrom('Intro', 'Talk', 'Review');
/** What can happen, each with the words that a failing run is told in. */
interface Step {
  readonly toString: () => string;
  readonly run: (one: World, noted: { event?: CalendarEvent | undefined }) => unknown;
}
const does = (name: string, run: Step['run']): Step => ({ toString: () => name, run });

const step: fc.Arbitrary<Step> = fc.oneof(
  hour.map((at) => does(`apiMove ${at}`, (one) => one.apiMove(at))),
  hour.map((at) => does(`personMove ${at}`, (one) => one.personMove(at))),
  title.map((text) => does(`apiTitle ${text}`, (one) => one.apiTitle(text))),
  title.map((text) => does(`personTitle ${text}`, (one) => one.personTitle(text))),
  fc.constantFrom(
    does('write', (one) => one.write()),
    does('read', (one) => one.read()),
    does('lose', (one) => one.calendar.loseNextAnswer()),
    does('wait', (one) => one.wait()),
    does('readNoted', (one, { event }) => one.readOld(event)),
    does('note', (one, noted) => {
      noted.event = one.calendar.event();
    }),
  ),
);

const play = async (one: World, steps: readonly Step[]): Promise<void> => {
  const noted = {};
  for (const { run } of steps) await run(one, noted);
};

describe('a booking and its event, changed on both sides', () => {
  it('end equal, whatever happened in whatever order, with lost answers and late reads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const one = world();
        await play(one, steps);
        await settle(one);
        expectEqual(one);
        expect(one.present().status).toBe('confirmed');
      }),
      { numRuns: 400 },
    );
  });

  it('end equal when somebody cancels or deletes in between, and never come back to life', async () => {
    const end = fc.constantFrom('apiCancel', 'delete');
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 6 }),
        end,
        fc.array(step, { maxLength: 6 }),
        async (before, how, after) => {
          const one = world();
          await play(one, before);
          await settle(one);
          if (how === 'apiCancel') await one.apiCancel();
          else one.calendar.remove();
          await play(one, after);
          await settle(one);
          expectEqual(one);
          expect(one.present().status).toBe('cancelled');
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['the API first', true],
    ['the person first', false],
  ])(
    'let a move by a person win over one of the API that was not written yet (%s)',
    async (_, isApiFirst) => {
      const one = world();
      await settle(one);
      if (isApiFirst) await one.apiMove(8);
      one.personMove(15);
      if (!isApiFirst) await one.apiMove(8);
      await settle(one);
      expect(one.present()).toMatchObject(times(15));
      expectEqual(one);
    },
  );

  it('take a write whose answer was lost for ours, also when the booking has moved on since', async () => {
    const one = world();
    await settle(one);
    await one.apiMove(8);
    one.calendar.loseNextAnswer();
    await one.write();
    await one.apiMove(12);
    await settle(one);
    expect(one.present()).toMatchObject({ ...times(12), revision: 3 });
    expectEqual(one);
  });

  it('keep what the API changed beside what the person changed', async () => {
    const one = world();
    await settle(one);
    await one.apiTitle('Talk');
    one.personMove(15);
    await settle(one);
    expect(one.present()).toMatchObject({ ...times(15), title: 'Talk' });
    expectEqual(one);
  });

  it('see nothing new in the echo of our own write', async () => {
    const one = world();
    await one.write();
    const { version } = one.present();
    await one.read();
    expect(one.present().version).toBe(version);
  });

  it('make one event of a creation whose answer was lost', async () => {
    const one = world();
    one.calendar.loseNextAnswer();
    await one.write();
    await settle(one);
    expect(one.calendar.event()?.id).toBe(FIRST);
    expect(one.present()).toMatchObject({
      revision: 1,
      calendars: { ben: { generation: 0, state: 'synced' } },
    });
  });

  it('leave an event to its owner that comes back after its booking was cancelled', async () => {
    const one = world();
    await settle(one);
    one.calendar.remove();
    await one.read();
    const { revision } = one.present();
    await one.readOld({
      ...(one.calendar.event() as CalendarEvent),
      exists: true,
      updated: '2027-02-01T00:00:00.000Z',
    });
    expect(one.present()).toMatchObject({ status: 'cancelled', revision });
  });
});
