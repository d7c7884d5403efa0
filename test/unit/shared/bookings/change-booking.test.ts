import { describe, expect, it } from 'vitest';
import type { Agenda } from '../../../../events/stored/agenda.ts';
import type { Booking } from '../../../../events/stored/booking.ts';
import type { QueuedWork } from '../../../../events/stored/due.ts';
import { type Change, changeBooking } from '../../../../shared/bookings/change-booking.ts';
import { transitionBooking } from '../../../../shared/domain/transition-booking.ts';
import type { BookingCommit, Bookings } from '../../../../shared/ports/bookings.ts';
import { AT, aBooking, anEntry } from '../../../support/a-booking.ts';

const target = { org: 'acme', id: 'bkg_1', actor: { kind: 'user', id: 'ben' }, trace: 't' } as const;
const unused = () => Promise.reject(new Error('not part of this story'));

interface Story {
  readonly booking?: Booking;
  /** What somebody else writes just before our first commits arrive. */
  readonly rivals?: readonly ((booking: Booking) => Booking)[];
  readonly agendas?: readonly Agenda[];
  readonly queueFails?: boolean;
}

/** One booking in memory, whose commits fail as those of the table do. */
const run = (
  { booking, rivals = [], agendas = [], queueFails }: Story,
  decide: (current: Booking) => Change | undefined,
) => {
  let present = booking;
  const waiting = [...rivals];
  const commits: BookingCommit[] = [];
  const sent: { messages: QueuedWork[]; delay: number }[] = [];
  const bookings: Bookings = {
    listOrg: unused,
    listHost: unused,
    leftBy: unused,
    reference: unused,
    references: unused,
    idempotency: unused,
    read: async () => present,
    agendas: async () => agendas,
    commit: async (change) => {
      const rival = waiting.shift();
      if (rival && present) {
        present = { ...rival(present), version: present.version + 1 };
        return { outcome: 'stale' };
      }
      commits.push(change);
      present = { ...change.after, version: (change.before?.version ?? 0) + 1 };
      return { outcome: 'committed', booking: present };
    },
  };
  const send = async (messages: readonly QueuedWork[], delay = 0) => {
    if (queueFails) throw new Error('no answer');
    sent.push({ messages: [...messages], delay });
  };
  const ids = { next: (prefix: string) => `${prefix}_1`, feed: () => '', secret: () => '' };
  const deps = { bookings, queues: { send }, clock: { now: () => Date.parse(AT) }, ids };
  return { change: changeBooking(deps)(target, decide), commits, sent };
};

const rename = (current: Booking): Change => ({
  after: transitionBooking(current, { title: 'Renamed' }, { at: AT }),
  type: 'booking.changed',
  changed: ['title'],
});
const claim =
  (overlap: 'refuse' | 'take') =>
  (current: Booking): Change => ({ ...rename(current), overlap });
const taken: Agenda = {
  v: 1,
  org: 'acme',
  userId: 'ben',
  month: '2027-01',
  version: 3,
  bookings: {
    bkg_2: { start: '2027-01-05T10:30:00.000Z', end: '2027-01-05T11:30:00.000Z', status: 'confirmed' },
  },
};
const queuesOf = (sent: ReturnType<typeof run>['sent']) =>
  sent.map(({ messages, delay }) => [...messages.map(({ queue }) => queue), delay]);

describe('changing a booking', () => {
  it('leaves it alone where there is nothing to do, and knows when there is none', async () => {
    const idle = run({ booking: aBooking() }, () => undefined);
    expect(await idle.change).toEqual(aBooking());
    expect([idle.commits, idle.sent]).toEqual([[], []]);
    expect(await run({}, rename).change).toBeUndefined();
  });

  it('writes the event of the change with it', async () => {
    const { change, commits } = run({ booking: aBooking() }, rename);
    expect(await change).toMatchObject({ title: 'Renamed', revision: 2, version: 2 });
    expect(commits[0]?.transition).toEqual({
      v: 1,
      id: 'evt_1',
      org: 'acme',
      type: 'booking.changed',
      at: AT,
      subject: 'bkg_1',
      version: 2,
      revision: 2,
      actor: target.actor,
      trace: 't',
      changed: ['title'],
    });
  });

  it('decides again on what is there after every lost race', async () => {
    const rivals = ['one', 'two'].map((description) => (booking: Booking) => ({ ...booking, description }));
    const { change } = run({ booking: aBooking(), rivals }, rename);
    expect(await change).toMatchObject({ title: 'Renamed', description: 'two', version: 4, revision: 2 });
  });

  it('is refused by a real overlap only, and then changes nothing', async () => {
    const refused = run({ booking: aBooking(), agendas: [taken] }, claim('refuse'));
    await expect(refused.change).rejects.toMatchObject({ code: 'slot_taken' });
    expect([refused.commits, refused.sent]).toEqual([[], []]);
    const free = run({ booking: aBooking(), agendas: [{ ...taken, bookings: {} }] }, claim('refuse'));
    await free.change;
    expect(free.commits[0]?.judged).toEqual([{ ...taken, bookings: {} }]);
  });

  it('takes an overlap that a person made, and shows it', async () => {
    const { change } = run({ booking: aBooking(), agendas: [taken] }, claim('take'));
    const { start, end } = taken.bookings.bkg_2 ?? { start: '', end: '' };
    expect((await change)?.conflicts).toEqual([{ userId: 'ben', start, end }]);
  });

  it('sends on what is newly owed, and nothing that is parked, waits, or was sent before', async () => {
    const calendars = {
      ben: anEntry(),
      chloe: anEntry({ state: 'parked', connectionId: 'con_chloe', eventId: 'event2' }),
    };
    const hosts = ['ben', 'chloe'].map((userId) => ({ userId, name: userId, rsvp: 'needs_action' as const }));
    const { change, sent } = run({ booking: aBooking({ calendars, hosts }) }, rename);
    const after = await change;
    expect(queuesOf(sent)).toEqual([
      ['provision', 0],
      ['mail', 0],
    ]);
    const again = run(after ? { booking: after } : {}, (current) => ({
      after: { ...current, description: 'x' },
    }));
    await again.change;
    expect(again.sent).toEqual([]);
    const notBefore = '2027-01-04T10:00:00.000Z';
    const later = run(after ? { booking: after } : {}, (current) => ({
      after: { ...current, calendars: { ben: anEntry({ owed: 2, state: 'pending', notBefore }) } },
    }));
    await later.change;
    expect(later.sent).toEqual([]);
  });

  it('holds mails back for a link, and lets them go when it comes', async () => {
    const conference = { kind: 'google_meet', state: 'pending' } as const;
    const waiting = run({ booking: aBooking({ conference }) }, rename);
    const after = await waiting.change;
    expect(queuesOf(waiting.sent)).toEqual([['mail', 20]]);
    const ready = { ...conference, state: 'ready', joinUrl: 'https://meet.google.com/a' } as const;
    const come = run(after ? { booking: after } : {}, (current) => ({
      after: { ...current, conference: ready },
    }));
    await come.change;
    expect(queuesOf(come.sent)).toEqual([['mail', 0]]);
  });

  it('stands though the queue does not answer: what is owed was committed with it', async () => {
    const { change, commits } = run({ booking: aBooking(), queueFails: true }, rename);
    expect(await change).toMatchObject({ title: 'Renamed' });
    expect(commits).toHaveLength(1);
  });
});
