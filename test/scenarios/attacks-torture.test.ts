import { afterAll, describe, expect, test } from 'vitest';
import { endFaults } from '../support/end-state.ts';
import { guestFaults } from '../support/guest-faults.ts';
import { useHub } from '../support/hub.ts';
import { lastWordFaults } from '../support/last-words.ts';
import { schedulingFaults } from '../support/scheduling-faults.ts';
import { torture } from '../support/torture.ts';

const hub = useHub();
const SEEDS = Array.from({ length: 3 }, (_, index) => index + 1);

const failures: string[] = [];
const acts: string[] = [];

describe('fifteen random things, then fine weather', { timeout: 180_000 }, () => {
  // An act that always fails would test nothing.
  afterAll(() => expect(failures.length, failures.join('\n')).toBeLessThan(acts.length / 2));

  test.each(SEEDS)('hub, calendars and mails agree at the end (seed %i)', async (seed) => {
    const world = await torture(hub(), seed, 15);
    const { trace } = world;
    const faults = [
      ...(await endFaults(hub())),
      ...(await lastWordFaults(hub())),
      ...(await schedulingFaults(hub())),
      ...(await guestFaults(world)),
    ];
    failures.push(...trace.filter((line) => line.includes(' failed: ')));
    acts.push(...trace);
    expect(faults, `seed ${seed}: ${trace.join(', ')}`).toEqual([]);
  });
});
