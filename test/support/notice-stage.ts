import * as z from 'zod';
import type { Activity } from '../../events/stored/activity.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { GuestLink } from '../../events/stored/guest-link.ts';
import { Notice, NoticeKind, Reminded, Told } from '../../events/stored/notice.ts';
import { OrgSettings } from '../../events/stored/org-settings.ts';
import { Person } from '../../events/stored/person.ts';
import { tellPeople } from '../../shared/notices/tell-people.ts';
import type { Bookings } from '../../shared/ports/bookings.ts';
import type { SendResult } from '../../shared/ports/mailer.ts';
import type { NoticeRecord } from '../../shared/ports/notices.ts';
import { AT } from './a-booking.ts';

/** What stands in for a mail: what it would say, and in what order it went out. */
const SentMail = z.object({
  to: z.string(),
  kind: NoticeKind,
  told: Told,
  previous: Told.optional(),
  reminded: Reminded.optional(),
  sequence: z.number(),
  token: z.string().optional(),
});
type SentMail = z.infer<typeof SentMail>;

class Crash extends Error {}

const person = (id: string): Person =>
  Person.parse({
    v: 1,
    org: 'acme',
    id,
    version: 1,
    name: id,
    email: `${id}@acme.example`,
    role: 'member',
    zone: 'Europe/Prague',
    locale: 'en',
    createdAt: AT,
    updatedAt: AT,
  });

const unused = (): never => {
  throw new Error('telling people does not need this');
};

/** One booking and everybody who is told of it, in memory: time, outcomes and crashes on order. */
export const noticeStage = () => {
  let booking: Booking | undefined;
  let now = Date.parse(AT);
  let secrets = 0;
  let crashAt = Number.POSITIVE_INFINITY;
  let pause: { at: number; meanwhile: () => Promise<void> } | undefined;
  const notices = new Map<string, Notice>();
  const links = new Map<string, GuestLink>();
  const sent: SentMail[] = [];
  const outcomes: (SendResult | Error)[] = [];
  const queued: { delaySeconds: number }[] = [];
  const logged: { event: string; kind: unknown }[] = [];
  const history: Activity[] = [];

  /** This machine stands still before a line, while others go on. */
  const interrupt = async (): Promise<void> => {
    if (pause === undefined) return;
    pause.at -= 1;
    if (pause.at > 0) return;
    const { meanwhile } = pause;
    pause = undefined;
    await meanwhile();
  };

  /** Every call of a port is a line at which a machine may die: before it works, or after. */
  const line = async <T>(run: () => T | Promise<T>): Promise<T> => {
    await Promise.resolve();
    await interrupt();
    crashAt -= 1;
    if (crashAt === 0) throw new Crash();
    const result = await run();
    crashAt -= 1;
    if (crashAt === 0) throw new Crash();
    return result;
  };

  const note = (record: NoticeRecord | undefined): void => {
    if (record) history.push(record.activity);
  };

  const bookings: Bookings = {
    read: () => line(() => booking),
    commit: ({ before, after }) =>
      line(() => {
        if (booking?.version !== before?.version) return { outcome: 'stale' } as const;
        booking = { ...after, version: (before?.version ?? 0) + 1 };
        return { outcome: 'committed', booking } as const;
      }),
    agendas: unused,
    listOrg: unused,
    listHost: unused,
    leftBy: unused,
    reference: unused,
    references: unused,
    idempotency: unused,
  };

  const tell = tellPeople({
    bookings,
    people: { readMany: (_org, ids) => line(() => ids.map(person)) },
    settings: { read: (org) => line(() => OrgSettings.parse({ v: 1, org, version: 0 })) },
    notices: {
      ofBooking: () => line(() => [...notices.values()].map((notice) => Notice.parse(notice))),
      put: (notice, { link, record, ifBooking } = {}) =>
        line(() => {
          const isFirst = (notices.get(notice.person)?.version ?? 0) === notice.version - 1;
          if (!isFirst || (ifBooking && ifBooking.version !== booking?.version)) return false;
          notices.set(notice.person, notice);
          if (link) links.set(link.tokenHash, link.link);
          note(record);
          return true;
        }),
      link: unused,
    },
    letters: {
      write: async ({ mail: { attempt: _, ...mail }, reader, token }) =>
        Buffer.from(JSON.stringify({ to: reader.to.email, ...mail, token })),
    },
    mailer: {
      send: ({ raw }) =>
        line(() => {
          const outcome = outcomes.shift() ?? { outcome: 'sent', messageId: `ses-${sent.length}` };
          if (outcome instanceof Error) throw outcome;
          const left = outcome.outcome === 'sent' || outcome.outcome === 'unknown';
          if (left) sent.push(SentMail.parse(JSON.parse(Buffer.from(raw).toString())));
          return outcome;
        }),
    },
    queues: {
      send: (_messages, delaySeconds = 0) =>
        line(() => {
          queued.push({ delaySeconds });
        }),
    },
    ids: {
      next: (prefix) => `${prefix}_1`,
      feed: unused,
      secret: () => {
        secrets += 1;
        return `secret-${secrets}`;
      },
    },
    clock: { now: () => now },
    log: {
      info: (event, fields) => {
        logged.push({ event, kind: fields?.kind });
      },
      error: unused,
    },
  });

  return {
    sent,
    outcomes,
    queued,
    logged,
    links,
    notices,
    booking: () => booking,
    /** Lines of the booking's history about mails. */
    recorded: () => history.map(({ person, type, outcome, reason }) => ({ person, type, outcome, reason })),
    /** As a committed transition leaves it. */
    commit: (next: Booking) => {
      booking = { ...next, version: (booking?.version ?? 0) + 1 };
    },
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
    crashAt: (call: number) => {
      crashAt = call;
    },
    pauseAt: (at: number, meanwhile: () => Promise<void>) => {
      pause = { at, meanwhile };
    },
    now: () => new Date(now).toISOString(),
    run: () => tell({ v: 1, org: 'acme', bookingId: 'bkg_1', trace: 'trace-1' }),
    /** The mails since the last look, by address in order of sending. */
    look: (): string[] =>
      sent.splice(0).map(({ to, kind, sequence }) => `${to.split('@')[0]} ${kind} ${sequence}`),
  };
};
