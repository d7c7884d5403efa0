import { describe, expect, it } from 'vitest';
import type { Booking } from '../../../../events/stored/booking.ts';
import { changeBooking } from '../../../../shared/bookings/change-booking.ts';
import { tendMeeting } from '../../../../shared/bookings/tend-meeting.ts';
import { cancelBooking } from '../../../../shared/domain/cancel-booking.ts';
import { transitionBooking } from '../../../../shared/domain/transition-booking.ts';
import { meetingEnds } from '../../../../shared/domain/wanted-meeting.ts';
import { randomIds } from '../../../../shared/ids.ts';
import type { ConferenceProvider } from '../../../../shared/ports/conference-provider.ts';
import { ProviderError } from '../../../../shared/ports/provider-error.ts';
import { AT, aBooking, aMeeting } from '../../../support/a-booking.ts';
import { aConnection } from '../../../support/a-connection.ts';
import { memoryBookings } from '../../../support/memory-bookings.ts';
import { memoryConference } from '../../../support/memory-conference.ts';
import { mortal } from '../../../support/mortal.ts';

const ZOOM = { ...aConnection(), provider: 'zoom', platforms: ['zoom'] } as const;
const connection = { ...ZOOM, platforms: [...ZOOM.platforms] };

const planned = aBooking({
  location: { kind: 'zoom' },
  conference: { kind: 'zoom', state: 'pending', hostId: 'ben' },
  meetings: { ben: aMeeting({ state: 'pending', owed: 1 }) },
});
const work = {
  v: 1,
  kind: 'meeting',
  org: 'acme',
  bookingId: 'bkg_1',
  userId: 'ben',
  connectionId: connection.id,
  look: false,
  trace: 't',
} as const;

const MINUTE_MS = 60_000;

/** A booking, its account and a clock; `run` is one worker that survives so many calls to its surroundings. */
const stage = (first: Booking = planned) => {
  const bookings = memoryBookings(first);
  const conference = memoryConference();
  let now = Date.parse(AT);
  const surroundings = (calls: number, provider: ConferenceProvider) => {
    const dies = mortal(calls);
    const { read, commit, ...rest } = bookings;
    return {
      bookings: { ...rest, read: dies(read), commit: dies(commit) },
      connections: {
        read: dies(async () => connection),
        commit: async () => ({ outcome: 'committed' as const }),
      },
      conference: {
        ...provider,
        createMeeting: dies(provider.createMeeting),
        changeMeeting: dies(provider.changeMeeting),
        getMeeting: dies(provider.getMeeting),
        removeMeeting: dies(provider.removeMeeting),
        listOwnMeetings: dies(provider.listOwnMeetings),
      },
      tokens: { of: async () => 'token', forget: async () => undefined },
      queues: { send: async () => undefined },
      clock: { now: () => now },
      ids: randomIds,
    };
  };
  const run = (calls = Number.POSITIVE_INFINITY, provider = conference.provider, look = false) =>
    tendMeeting(surroundings(calls, provider))({ ...work, look });
  const change = (next: (current: Booking) => Booking) =>
    changeBooking(surroundings(Number.POSITIVE_INFINITY, conference.provider))(
      { org: 'acme', id: 'bkg_1', actor: { kind: 'system' }, trace: 't' },
      (current) => ({ after: next(current) }),
    );
  return {
    ...conference,
    change,
    run,
    booking: bookings.present,
    /** As the sweep does: again and again, until long after. */
    recover: async () => {
      for (let minute = 0; minute < 20; minute += 1) {
        now += MINUTE_MS;
        await run();
      }
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
};

/** Calls until the worker has done its work, and every number of them below: each is a place to die. */
const DEATHS = [...Array(16).keys()];

/** Ends with its planted death, or with the work done; no other error is let pass. */
const die = async (run: Promise<unknown>): Promise<void> => {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error !== undefined) expect(error).toMatchObject({ message: 'the machine is gone' });
};

const survive = async (one: ReturnType<typeof stage>, calls: number): Promise<void> => {
  await die(one.run(calls));
  await one.recover();
};

const isAtRest = ({ booking }: ReturnType<typeof stage>): boolean =>
  Object.values(booking().meetings).every(
    ({ owed, intendedAt, recheckAt, asked }) =>
      owed === undefined && intendedAt === undefined && recheckAt === undefined && asked === undefined,
  );

const made = async () => {
  const one = stage();
  await one.run();
  return one;
};

const LATER = { start: '2027-01-05T12:00:00.000Z', end: '2027-01-05T13:00:00.000Z' };

describe('a worker that dies at any step', () => {
  it.each(DEATHS)('makes one meeting, whose link is the booking’s: after %i calls', async (calls) => {
    const one = stage();
    await survive(one, calls);
    const [meeting, ...others] = one.meetings();
    expect(others).toEqual([]);
    expect(one.creations()).toBe(1);
    expect(one.booking().conference).toEqual({
      kind: 'zoom',
      state: 'ready',
      hostId: 'ben',
      joinUrl: meeting?.joinUrl,
    });
    expect(isAtRest(one)).toBe(true);
  });

  it.each(DEATHS)('moves it to where the booking is: after %i calls', async (calls) => {
    const one = await made();
    await one.change((current) => transitionBooking(current, LATER, { at: AT }));
    await survive(one, calls);
    expect(one.meetings()).toMatchObject([{ id: '1', ...LATER }]);
    expect(one.booking()).toMatchObject(LATER);
    expect(isAtRest(one)).toBe(true);
  });

  it.each(DEATHS)('takes no lost move of ours for a person’s: after %i calls', async (calls) => {
    const one = await made();
    await one.change((current) => transitionBooking(current, LATER, { at: AT }));
    await die(one.run(calls));
    const last = { start: '2027-01-06T08:00:00.000Z', end: '2027-01-06T08:30:00.000Z' };
    await one.change((current) => transitionBooking(current, last, { at: AT }));
    await one.recover();
    expect(one.booking()).toMatchObject(last);
    expect(one.meetings()).toMatchObject([last]);
  });

  it.each(DEATHS)('leaves nothing of one that is cancelled, made or not: after %i calls', async (calls) => {
    const one = stage();
    await die(one.run(calls));
    await one.change((current) => cancelBooking(current, { at: AT, by: 'ben' }));
    await survive(one, calls);
    expect(one.meetings()).toEqual([]);
    expect(isAtRest(one)).toBe(true);
  });
});

describe('a creation whose outcome nobody knows', () => {
  const lost = (provider: ConferenceProvider, isDone: boolean): ConferenceProvider => ({
    ...provider,
    createMeeting: async (token, wanted) => {
      if (isDone) await provider.createMeeting(token, wanted);
      throw new ProviderError('transient', { word: 'ECONNRESET' });
    },
  });

  it.each([true, false])('is looked for before there is another: done = %s', async (isDone) => {
    const one = stage();
    await one.run(99, lost(one.provider, isDone));
    expect(one.booking().meetings.ben?.meetingId).toBeUndefined();
    await one.recover();
    expect(one.creations()).toBe(1);
    expect(one.booking().conference?.state).toBe('ready');
    expect(isAtRest(one)).toBe(true);
  });

  it('that shows late is taken away again', async () => {
    const one = stage();
    await one.run(99, lost(one.provider, true));
    one.pass(MINUTE_MS);
    await one.run(99, { ...one.provider, listOwnMeetings: async () => [] });
    expect(one.meetings()).toHaveLength(2);
    await one.recover();
    expect(one.meetings().map(({ joinUrl }) => joinUrl)).toEqual([one.booking().conference?.joinUrl]);
    expect(isAtRest(one)).toBe(true);
  });

  it('is none after a plain refusal', async () => {
    const one = stage();
    const createMeeting = async () => {
      throw new ProviderError('throttled', { word: 'per_second_limit', retryAfterSeconds: 2 });
    };
    await one.run(99, { ...one.provider, createMeeting });
    expect(one.booking().meetings.ben).not.toHaveProperty('intendedAt');
    await one.recover();
    expect(one.meetings()).toHaveLength(1);
  });
});

describe('what a person does there', () => {
  it('moves the booking once somebody says so, and is no business of ours before', async () => {
    const one = await made();
    one.move('1', LATER.start, LATER.end);
    await one.run();
    expect(one.booking().start).toBe(planned.start);
    await one.run(99, one.provider, true);
    expect(one.booking()).toMatchObject({ ...LATER, noticesOwed: true });
    expect(one.meetings()).toMatchObject([LATER]);
    expect(isAtRest(one)).toBe(true);
  });

  it('cancels the booking when they delete it', async () => {
    const one = await made();
    one.remove('1');
    await one.run(99, one.provider, true);
    expect(one.booking()).toMatchObject({ status: 'cancelled', cancelled: { by: 'provider' } });
    await one.recover();
    expect(one.meetings()).toEqual([]);
  });

  it('is noticed at the latest when it would be deleted for being over', async () => {
    const one = await made();
    one.move('1', LATER.start, LATER.end);
    one.pass(Date.parse(meetingEnds(planned)) - Date.parse(AT));
    await one.run();
    expect(one.booking()).toMatchObject(LATER);
    expect(one.meetings()).toMatchObject([LATER]);
  });

  it('after the end cancels nothing', async () => {
    const one = await made();
    one.remove('1');
    one.pass(Date.parse(meetingEnds(planned)) - Date.parse(AT));
    await one.run();
    expect(one.booking()).toMatchObject({ status: 'confirmed', meetings: { ben: { state: 'removed' } } });
  });
});
