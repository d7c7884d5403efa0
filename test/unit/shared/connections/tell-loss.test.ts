import { expect, test } from 'vitest';
import type { Connection } from '../../../../events/stored/connection.ts';
import type { Due } from '../../../../events/stored/due.ts';
import { LossNotice } from '../../../../events/stored/loss-notice.ts';
import { OrgSettings } from '../../../../events/stored/org-settings.ts';
import { Person } from '../../../../events/stored/person.ts';
import { tellLoss } from '../../../../shared/connections/tell-loss.ts';
import type { SendResult } from '../../../../shared/ports/mailer.ts';
import { AT } from '../../../support/a-booking.ts';
import { aConnection } from '../../../support/a-connection.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const work = {
  v: 1,
  kind: 'connection_lost',
  org: 'acme',
  userId: 'ben',
  connectionId: 'con_ben',
  since: AT,
  trace: 'trace-1',
} as const;
const ben = Person.parse({
  v: 1,
  org: 'acme',
  id: 'ben',
  version: 1,
  name: 'Ben',
  email: 'ben@acme.example',
  role: 'member',
  zone: 'Europe/Prague',
  locale: 'en',
  createdAt: AT,
  updatedAt: AT,
});

class Crash extends Error {}

/** One lost connection and whoever tells its user, in memory: time, outcomes and crashes on order. */
const stage = () => {
  let now = Date.parse(AT);
  let crashAt = Number.POSITIVE_INFINITY;
  let notice: LossNotice | undefined;
  let due: Due | undefined;
  let connection: Connection = { ...aConnection(), state: 'needs_reauth', reason: 'revoked', stateSince: AT };
  const sent: number[] = [];
  const outcomes: SendResult[] = [];
  /** Every call of a port is a line at which a machine may die: before it works, or after. */
  const line = async <T>(run: () => T): Promise<T> => {
    await Promise.resolve();
    crashAt -= 1;
    if (crashAt === 0) throw new Crash();
    const result = run();
    crashAt -= 1;
    if (crashAt === 0) throw new Crash();
    return result;
  };
  const tell = tellLoss({
    connections: { ofUser: () => line(() => [connection]) },
    people: { readMany: () => line(() => [ben]) },
    settings: { read: (org) => line(() => OrgSettings.parse({ v: 1, org, version: 0 })) },
    bookings: { listHost: () => line(() => ({ items: [], cursors: [] })), leftBy: () => line(() => []) },
    lossNotices: {
      read: () => line(() => notice && LossNotice.parse(notice)),
      put: (next) =>
        line(() => {
          if ((notice?.version ?? 0) !== next.version - 1) return false;
          notice = next;
          return true;
        }),
    },
    lossLetters: { write: async ({ day }) => Buffer.from(String(day)) },
    mailer: {
      send: ({ raw }) =>
        line(() => {
          const outcome = outcomes.shift() ?? ({ outcome: 'sent', messageId: 'ses-1' } as const);
          if (outcome.outcome === 'sent' || outcome.outcome === 'unknown')
            sent.push(Number(Buffer.from(raw).toString()));
          return outcome;
        }),
    },
    dues: {
      put: (next) =>
        line(() => {
          due = next;
        }),
      remove: () =>
        line(() => {
          due = undefined;
        }),
    },
    clock: { now: () => now },
    log: { info: () => {}, error: () => {} },
  });
  return {
    sent,
    outcomes,
    due: () => due?.dueAt,
    crashAt: (call: number) => {
      crashAt = call;
    },
    run: () => tell(work),
    pass: (ms: number) => {
      now += ms;
    },
    become: (change: Partial<Connection>) => {
      connection = { ...connection, ...change };
    },
  };
};

test('whatever line it dies at, the mail comes, and a second one only where its sending was not told', async () => {
  for (let line = 1; line <= 24; line += 1) {
    const here = stage();
    here.crashAt(line);
    await here.run().catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
    const before = here.sent.length;
    here.crashAt(Number.POSITIVE_INFINITY);
    here.pass(4 * MINUTE_MS);
    await here.run();
    await here.run();
    const isUntold = here.sent.length === 2;
    expect(here.sent).toEqual(isUntold ? [0, 0] : [0]);
    if (isUntold) expect(before).toBe(1);
  }
});

test('any number of workers at once send one mail', async () => {
  const here = stage();
  await Promise.all(Array.from({ length: 20 }, here.run));
  expect(here.sent).toEqual([0]);
});

test('an answer that never came is waited for, and then the mail goes once more', async () => {
  const here = stage();
  here.outcomes.push({ outcome: 'unknown', reason: 'timeout' });
  await here.run();
  await here.run();
  expect(here.sent).toEqual([0]);
  here.pass(181_000);
  await here.run();
  await here.run();
  expect(here.sent).toEqual([0, 0]);
});

test('who comes late sends the mail of today only', async () => {
  const here = stage();
  here.pass(8 * DAY_MS);
  await here.run();
  expect(here.sent).toEqual([7]);
  expect(here.due()).toBe(new Date(Date.parse(AT) + 14 * DAY_MS).toISOString());
});

test('a permission that is missing is told of once', async () => {
  const here = stage();
  here.become({ state: 'insufficient_scope' });
  await here.run();
  expect(here.due()).toBeUndefined();
  here.pass(2 * DAY_MS);
  await here.run();
  expect(here.sent).toEqual([0]);
});

test('nobody is told of a loss that is over, or of another one', async () => {
  for (const change of [
    { state: 'connected' },
    { state: 'disconnecting' },
    { stateSince: '2030-01-01T00:00:00.000Z' },
  ] as const) {
    const here = stage();
    here.become(change);
    await here.run();
    expect(here.sent).toEqual([]);
    expect(here.due()).toBeUndefined();
  }
});
