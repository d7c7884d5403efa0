import { describe, expect, it } from 'vitest';
import { topology } from '../../infra/topology.ts';
import { reminderMinute } from './reminder-minute.ts';

const workers = topology.queues.mail.maxConcurrency;

describe('a minute in which many meetings are reminded of', () => {
  it('[MEET-13] is enough for thousands of mails, each sent once, and every meeting costs the same', async () => {
    const few = await reminderMinute({ meetings: 100, workers });
    const many = await reminderMinute({ meetings: 1500, workers });
    expect(many.reminded).toHaveLength(3000);
    expect(new Set(many.reminded).size).toBe(3000);
    expect(many.sweptAfterMs).toBeLessThan(10_000);
    expect(many.sentAfterMs).toBeLessThan(60_000);
    expect(many.requests / 1500 / (few.requests / 100)).toBeCloseTo(1, 1);
  });
});
