import type { Booking } from '../../events/stored/booking.ts';
import type { Due, QueuedWork } from '../../events/stored/due.ts';
import type { Notice } from '../../events/stored/notice.ts';
import { OrgSettings } from '../../events/stored/org-settings.ts';
import { sweep } from '../../functions/clock/sweep.ts';
import { noticeTruth } from '../../shared/domain/notice-truth.ts';
import { owedWork } from '../../shared/domain/owed-work.ts';
import { tellPeople } from '../../shared/notices/tell-people.ts';
import type { Bookings } from '../../shared/ports/bookings.ts';
import { AT, aBooking } from '../support/a-booking.ts';
import { aPerson } from '../support/a-person.ts';
import { memoryDues } from './memory-dues.ts';
import { virtualTime } from './virtual-time.ts';

/** What each kind of request takes, in ms; the sweep's look at the index is eight queries at once and a read. */
const TAKES = { read: 5, write: 15, look: 25, batch: 10, mail: 60 } as const;
const BATCH = 10;
const START = '2027-01-05T10:00:00.000Z';
const HOUR_MS = 3_600_000;

interface Options {
  readonly meetings: number;
  /** How many messages are worked on at once. */
  readonly workers: number;
}

interface Minute {
  /** Who was reminded, once for each mail. */
  readonly reminded: readonly string[];
  /** From the beginning of the sweep to its last message, and to the last mail. */
  readonly sweptAfterMs: number;
  readonly sentAfterMs: number;
  readonly requests: number;
}

const none = (): never => {
  throw new Error('reminding people does not need this');
};

const meetingOf = (nth: number): Booking =>
  aBooking({
    id: `bkg_${nth}`,
    start: START,
    end: new Date(Date.parse(START) + HOUR_MS).toISOString(),
    hosts: [{ userId: 'ben', name: 'Ben', rsvp: 'needs_action' }],
    guests: [
      { id: 'g', email: `g${nth}@guest.example`, name: `G${nth}`, rsvp: 'needs_action', attendee: false },
    ],
    reminders: [{ before: 'PT1H', to: 'all' }],
  });

const knownTo = (booking: Booking, person: string, email: string): Notice => ({
  v: 1,
  org: booking.org,
  bookingId: booking.id,
  person,
  version: 1,
  to: { email, name: person, zone: 'UTC', locale: 'en' },
  told: noticeTruth(booking, true, person.startsWith('guest:') ? booking.guests[0] : undefined),
  since: AT,
  sequence: 0,
});

const dueOf = (booking: Booking, at: string): Due | undefined => {
  const owed = owedWork(booking, at, 'trace');
  return owed && { v: 1, kind: 'booking', owner: booking.id, version: booking.version, ...owed };
};

/** What is stored, without the time that asking for it takes. */
const worldOf = (meetings: number) => {
  const bookings = new Map<string, Booking>();
  const notices = new Map<string, Map<string, Notice>>();
  const dues = memoryDues();
  const put = async (booking: Booking, at: string): Promise<void> => {
    bookings.set(booking.id, booking);
    const due = dueOf(booking, at);
    await (due ? dues.put(due) : dues.remove('booking', booking.id));
  };
  const fill = async (): Promise<void> => {
    for (let nth = 0; nth < meetings; nth += 1) {
      const booking = meetingOf(nth);
      const known = [
        knownTo(booking, 'host:ben', 'ben@acme.example'),
        knownTo(booking, 'guest:g', `g${nth}@guest.example`),
      ];
      notices.set(booking.id, new Map(known.map((notice) => [notice.person, notice])));
      await put(booking, AT);
    }
  };
  return { bookings, notices, dues, put, fill };
};

/**
 * The minute in which so many meetings are reminded of: the real sweep and the real work of a message, over stores in memory whose every
 * request takes its time, with so many messages at once.
 */
export const reminderMinute = async ({ meetings, workers }: Options): Promise<Minute> => {
  const { bookings, notices, dues, put, fill } = worldOf(meetings);
  await fill();
  const beginsAt = Date.parse(START) - HOUR_MS;
  const time = virtualTime(beginsAt);
  const line: QueuedWork[] = [];
  const reminded: string[] = [];
  let [requests, sweptAt, sentAt] = [0, Number.POSITIVE_INFINITY, 0];
  const after = async <T>(what: keyof typeof TAKES, answer: () => T, times = 1): Promise<Awaited<T>> => {
    requests += times;
    await time.sleep(TAKES[what] * times);
    return await answer();
  };
  const at = () => new Date(time.now()).toISOString();
  const clock = { now: time.now };
  const log = { info: () => undefined, error: () => undefined };
  const queues = {
    send: (messages: readonly QueuedWork[]) =>
      after(
        'batch',
        () => {
          line.push(...messages);
        },
        Math.ceil(messages.length / BATCH),
      ),
  };
  const store: Bookings = {
    read: (_org, id) => after('read', () => bookings.get(id)),
    commit: ({ before, after: next }) =>
      after('write', async () => {
        if (bookings.get(next.id)?.version !== before?.version) return { outcome: 'stale' } as const;
        const booking = { ...next, version: next.version + 1 };
        await put(booking, at());
        return { outcome: 'committed', booking } as const;
      }),
    agendas: none,
    listOrg: none,
    listHost: none,
    leftBy: none,
    reference: none,
    references: none,
    idempotency: none,
  };
  const tell = tellPeople({
    bookings: store,
    people: { readMany: (_org, ids) => after('read', () => ids.map((id) => aPerson({ id }))) },
    settings: { read: (org) => after('read', () => OrgSettings.parse({ v: 1, org, version: 0 })) },
    notices: {
      ofBooking: (_org, id) => after('read', () => [...(notices.get(id)?.values() ?? [])]),
      put: (notice, { ifBooking } = {}) =>
        after('write', () => {
          const ofBooking = notices.get(notice.bookingId);
          const isFirst = ofBooking?.get(notice.person)?.version === notice.version - 1;
          if (!isFirst || (ifBooking && ifBooking.version !== bookings.get(ifBooking.id)?.version))
            return false;
          ofBooking?.set(notice.person, notice);
          return true;
        }),
      link: none,
    },
    letters: { write: async () => new Uint8Array() },
    mailer: {
      send: ({ to, tag }) =>
        after('mail', () => {
          reminded.push(`${tag.split('_')[1]} ${to}`);
          sentAt = time.now();
          return { outcome: 'sent', messageId: 'm' } as const;
        }),
    },
    queues,
    ids: { next: (prefix) => `${prefix}_1`, feed: none, secret: () => 'secret' },
    clock,
    log,
  });
  const work = async (): Promise<void> => {
    while (sweptAt > time.now() || line.length > 0) {
      const message = line.shift();
      if (message === undefined) await time.sleep(TAKES.batch);
      else if (message.queue === 'mail' && 'bookingId' in message.body) await tell(message.body);
    }
  };
  const sweeping = sweep({
    dues: {
      ...dues,
      dueBy: (now, limit) => after('look', () => dues.dueBy(now, limit)),
      postpone: (due, dueAt) => after('write', () => dues.postpone(due, dueAt)),
    },
    queues,
    clock,
    log,
  })().then(() => {
    sweptAt = time.now();
  });
  await Promise.all([sweeping, ...Array.from({ length: workers }, work), time.run()]);
  return { reminded, sweptAfterMs: sweptAt - beginsAt, sentAfterMs: sentAt - beginsAt, requests };
};
