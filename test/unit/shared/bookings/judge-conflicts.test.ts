import { describe, expect, it } from 'vitest';
import type { ConflictWork } from '../../../../events/internal/conflict-work.ts';
import type { Booking } from '../../../../events/stored/booking.ts';
import type { ExternalEvent } from '../../../../events/stored/external-event.ts';
import { judgeConflicts } from '../../../../shared/bookings/judge-conflicts.ts';
import { randomIds } from '../../../../shared/ids.ts';
import type { BookingCommit, Bookings } from '../../../../shared/ports/bookings.ts';
import { AT, aBooking } from '../../../support/a-booking.ts';
import { aConnection } from '../../../support/a-connection.ts';
import { aFeed } from '../../../support/a-feed.ts';
import { memoryFeeds } from '../../../support/memory-feeds.ts';

const DAY = { start: '2027-01-05T00:00:00.000Z', end: '2027-01-06T00:00:00.000Z' };
const minutes = (from: number) => new Date(Date.parse(DAY.start) + from * 60_000).toISOString();
const feed = aFeed({ generation: 'gen_1' });
const connection = { ...aConnection(), feedId: feed.id };
const row = (id: string, over: Partial<ExternalEvent> = {}): ExternalEvent => ({
  ...{ v: 1, feedId: feed.id, generation: 'gen_1', id, ...DAY, busy: true },
  ...over,
});
const work: ConflictWork = {
  ...{ v: 1, kind: 'conflicts', org: 'acme', userId: 'ben', trace: 't' },
  ...{ from: DAY.start, to: DAY.end },
};

/** Ben's bookings, one after the other, five minutes each, with a calendar that says `rows`. */
const stage = async (count: number, rows: readonly ExternalEvent[]) => {
  const bookings = new Map(
    Array.from({ length: count }, (_, index) => {
      const id = `bkg_${String(index).padStart(3, '0')}`;
      return [id, aBooking({ id, start: minutes(5 * index), end: minutes(5 * index + 5) })] as const;
    }),
  );
  const feeds = memoryFeeds(feed);
  await feeds.putEvents(rows);
  const commits: BookingCommit[] = [];
  const queue: ConflictWork[] = [];
  const removed: string[] = [];
  let now = Date.parse(AT);
  let meanwhile: (() => Promise<void>) | undefined;
  const store: Pick<Bookings, 'read' | 'commit' | 'agendas' | 'listHost'> = {
    read: async (_, id) => bookings.get(id),
    commit: async (change) => {
      const { before, after } = change;
      if (before?.version !== bookings.get(after.id)?.version) return { outcome: 'stale' };
      const act = meanwhile;
      meanwhile = undefined;
      await act?.();
      commits.push(change);
      const booking: Booking = { ...after, version: (before?.version ?? 0) + 1 };
      bookings.set(after.id, booking);
      return { outcome: 'committed', booking };
    },
    agendas: async () => [],
    listHost: async ({ limit, cursor = '' }) => {
      const left = [...bookings.values()].filter(({ id }) => id > cursor);
      const items = left.slice(0, limit);
      return {
        items,
        cursors: items.map(({ id }) => id),
        ...(left.length > limit && { next: items.at(-1)?.id ?? '' }),
      };
    },
  };
  const none = (): never => {
    throw new Error('not part of this test');
  };
  const judge = judgeConflicts({
    bookings: { ...store, listOrg: none, leftBy: none, reference: none, references: none, idempotency: none },
    feeds,
    connections: { ofUsers: async () => [connection] },
    dues: {
      remove: async (_, owner) => {
        removed.push(owner);
      },
    },
    queues: {
      send: async (messages) => {
        for (const { body } of messages)
          if ('kind' in body && body.kind === 'conflicts' && 'from' in body) queue.push(body);
      },
    },
    clock: { now: () => now },
    ids: randomIds,
  });
  return {
    feeds,
    commits,
    removed,
    shown: () => [...bookings.values()].filter(({ conflicts }) => conflicts.length > 0).length,
    during: (act: () => Promise<void>) => {
      meanwhile = act;
    },
    at: (instant: string) => {
      now = Date.parse(instant);
    },
    /** Resolves to how many messages it took. */
    drain: async (first: ConflictWork = work): Promise<number> => {
      let count = 0;
      for (let next: ConflictWork | undefined = first; next; next = queue.shift()) {
        await judge(next);
        count += 1;
      }
      return count;
    },
  };
};

describe('the conflicts of a host', () => {
  it('are judged page by page, each booking written once, and not at all where nothing is new', async () => {
    const one = await stage(120, [row('fair')]);
    const messages = await one.drain({ ...work, owed: 'due_1' });
    expect([one.shown(), one.commits.length, messages > 2]).toEqual([120, 120, true]);
    expect(one.commits[0]?.transition).toMatchObject({
      type: 'booking.conflict_found',
      clashing: ['ben'],
      revision: 1,
    });
    expect(one.removed).toEqual(['due_1']);
    await one.drain();
    expect(one.commits).toHaveLength(120);
    await one.feeds.removeEvents(feed.id, 'gen_1', ['fair']);
    await one.drain();
    expect([one.shown(), one.commits.length]).toEqual([0, 240]);
  });

  it('are looked at once more by whoever changed any: what they knew may be old by then', async () => {
    const one = await stage(1, [row('fair')]);
    one.during(() => one.feeds.removeEvents(feed.id, 'gen_1', ['fair']));
    await one.drain();
    expect(one.shown()).toBe(0);
  });

  it('of what is over stay as they were, and what is not known is none', async () => {
    const one = await stage(2, [row('fair'), row('free', { busy: false })]);
    one.at(minutes(6));
    await one.drain();
    expect(one.shown()).toBe(1);
    const unread = await stage(2, [row('fair', { generation: 'gen_old' })]);
    await unread.drain();
    expect(unread.shown()).toBe(0);
  });
});
