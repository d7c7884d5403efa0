import { describe, expect, it } from 'vitest';
import type { Due, QueuedWork } from '../../../../events/stored/due.ts';
import { sweep } from '../../../../functions/clock/sweep.ts';
import type { Dues } from '../../../../shared/ports/dues.ts';

const NOW = '2027-01-04T09:00:00.000Z';
const LATER = '2027-01-04T09:05:00.000Z';

const due = (owner: string, dueAt = NOW): Due => ({
  v: 1,
  kind: 'booking',
  owner,
  version: 1,
  dueAt,
  messages: [{ queue: 'mail', body: { v: 1, org: 'acme', bookingId: owner, trace: 't' } }],
});

const memoryDues = (first: readonly Due[]): Dues & { all(): Due[] } => {
  const held = new Map(first.map((one) => [one.owner, one]));
  return {
    all: () => [...held.values()],
    put: none,
    remove: none,
    dueBy: (now, limit) =>
      Promise.resolve([...held.values()].filter(({ dueAt }) => dueAt <= now).slice(0, limit)),
    postpone: (one, dueAt) => {
      held.set(one.owner, { ...one, dueAt, sent: (one.sent ?? 0) + 1 });
      return Promise.resolve(true);
    },
  };
};

const none = (): never => {
  throw new Error('not part of this test');
};

const stage = (dues: Dues, refuses = false) => {
  const sent: string[] = [];
  const send = (messages: readonly QueuedWork[]): Promise<void> => {
    if (refuses) return Promise.reject(new Error('the queue is full'));
    sent.push(...messages.map(({ body }) => ('bookingId' in body ? body.bookingId : '')));
    return Promise.resolve();
  };
  const log = { info: () => undefined, error: () => undefined };
  return { sent, run: sweep({ dues, queues: { send }, clock: { now: () => Date.parse(NOW) }, log }) };
};

describe('the sweep', () => {
  it('sends everything that is due, page after page, and asks again five minutes later', async () => {
    const owners = Array.from({ length: 250 }, (_, index) => `b${index}`);
    const dues = memoryDues([
      ...owners.map((owner) => due(owner)),
      due('tomorrow', '2027-01-05T09:00:00.000Z'),
    ]);
    const { sent, run } = stage(dues);
    await run();
    expect(sent).toEqual(owners);
    expect(dues.all().filter(({ dueAt }) => dueAt === LATER)).toHaveLength(250);
  });

  it('asks again after longer each time, for a queue that is long would grow by itself', async () => {
    const dues = memoryDues([due('b1')]);
    const log = { info: () => undefined, error: () => undefined };
    const queues = { send: () => Promise.resolve() };
    let now = Date.parse(NOW);
    const minutes: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await sweep({ dues, queues, clock: { now: () => now }, log })();
      const next = Date.parse(dues.all()[0]?.dueAt ?? '');
      minutes.push((next - now) / 60_000);
      now = next;
    }
    expect(minutes).toEqual([5, 10, 20, 20, 20]);
  });

  it('postpones nothing that was not sent', async () => {
    const dues = memoryDues([due('b1')]);
    const { run } = stage(dues, true);
    await expect(run()).rejects.toThrow('the queue is full');
    expect(dues.all()).toEqual([due('b1')]);
  });
});
