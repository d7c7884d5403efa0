import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../../../infra/local/clock.ts';
import { Schedules } from '../../../../infra/local/schedules.ts';
import { timelineOf } from '../../../../infra/local/timeline.ts';

const START = '2027-01-04T09:00:00.000Z';
const MINUTE = 60_000;

describe('the timeline', () => {
  beforeAll(processClock.install);
  beforeEach(() => {
    processClock.freeze(START);
    log.length = 0;
  });
  afterAll(processClock.uninstall);

  const log: string[] = [];
  const note = (what: string): number => log.push(`${new Date().toISOString().slice(11, 19)} ${what}`);
  /** Work by due time, as a queue holds it. */
  const passiveQueue = (times: number[]) => ({
    nextDue: () => times.filter((at) => at > Date.now()).sort((a, b) => a - b)[0],
    drain: async () => {
      const due = times.filter((at) => at <= Date.now());
      for (const at of due) times.splice(times.indexOf(at), 1);
      for (const _ of due) note('message');
      return due.length;
    },
  });
  const schedules = () =>
    new Schedules(async (name, event) => {
      note(`${name} ${String(Object(event).resources)}`);
    });
  const simulator = (jobs: number[] = [], webhooks: number[] = []) => ({
    nextDue: () => jobs[0],
    runDue: () => {
      if (jobs.length > 0 && Number(jobs[0]) <= Date.now()) {
        jobs.shift();
        webhooks.push(1);
        note('job');
      }
    },
    idle: async () => webhooks.pop() !== undefined,
  });

  it('stops at every due time in order and settles there', async () => {
    const queue = passiveQueue([Date.parse(START) + 90_000, Date.parse(START) + 200_000]);
    const simulators = [simulator([Date.parse(START) + 30_000])];
    const timeline = timelineOf({
      sources: [queue],
      schedules: schedules(),
      simulators,
      passive: [queue],
      quietUntil: async () => 0,
    });
    expect(await timeline.advance(2 * MINUTE)).toBe(1);
    expect(log).toEqual([
      '09:00:30 job',
      '09:01:00 clock arn:aws:events:local:000000000000:rule/sweep',
      '09:01:30 message',
      '09:02:00 clock arn:aws:events:local:000000000000:rule/sweep',
    ]);
    expect(new Date().toISOString()).toBe('2027-01-04T09:02:00.000Z');
  });

  it('settles before it moves', async () => {
    const queue = passiveQueue([Date.parse(START)]);
    const timeline = timelineOf({
      sources: [queue],
      schedules: schedules(),
      simulators: [],
      passive: [queue],
      quietUntil: async () => 0,
    });
    await timeline.advance(1000);
    expect(log).toEqual(['09:00:00 message']);
  });

  it('looks once more after a webhook was in flight', async () => {
    const times: number[] = [];
    const queue = passiveQueue(times);
    const webhooks = [1];
    const arriving = {
      ...simulator([], webhooks),
      idle: async () => {
        const had = webhooks.pop() !== undefined;
        if (had) times.push(Date.now());
        return had;
      },
    };
    const timeline = timelineOf({
      sources: [queue],
      schedules: schedules(),
      simulators: [arriving],
      passive: [],
      quietUntil: async () => 0,
    });
    expect(await timeline.settle()).toBe(1);
  });

  it('runs a schedule once however long it was overdue, and keeps its beat', async () => {
    const all = schedules();
    processClock.advance(10 * MINUTE + 5000);
    await all.runDue();
    expect(log).toEqual(['09:10:05 clock arn:aws:events:local:000000000000:rule/sweep']);
    expect(new Date(all.nextDue()).toISOString()).toBe('2027-01-04T09:11:00.000Z');
  });

  it('passes over runs that find nothing due, and keeps their beat', async () => {
    const dues = [10 * MINUTE + 1, 62 * MINUTE, 120 * MINUTE].map((after) => Date.parse(START) + after);
    const quietUntil = async () => dues[0] ?? Number.POSITIVE_INFINITY;
    const sweeping = new Schedules(async (_name, event) => {
      note(String(Object(event).resources).replace('arn:aws:events:local:000000000000:rule/', ''));
      while (Number(dues[0]) <= Date.now()) dues.shift();
    });
    const timeline = timelineOf({
      sources: [],
      schedules: sweeping,
      simulators: [],
      passive: [],
      quietUntil,
    });
    await timeline.advance(190 * MINUTE);
    expect(log).toEqual(['09:11:00 sweep', '10:02:00 sweep', '11:00:00 sweep', '11:00:00 tidy']);
  });

  it('tells a function what EventBridge tells it', async () => {
    const events: unknown[] = [];
    const all = new Schedules(async (_name, event) => events.push(event));
    await all.run('tidy');
    expect(events).toEqual([
      {
        version: '0',
        id: expect.any(String),
        source: 'aws.events',
        'detail-type': 'Scheduled Event',
        account: '000000000000',
        region: 'local',
        time: '2027-01-04T09:00:00Z',
        resources: ['arn:aws:events:local:000000000000:rule/tidy'],
        detail: {},
      },
    ]);
  });

  it('goes on when a scheduled function throws', async () => {
    const all = new Schedules(() => Promise.reject(new Error('broken')));
    await expect(all.run('sweep')).resolves.toBeUndefined();
  });

  it('says so when time cannot move', async () => {
    const stuck = { nextDue: () => Date.now(), runDue: () => undefined, idle: async () => false };
    const timeline = timelineOf({
      sources: [],
      schedules: schedules(),
      simulators: [stuck],
      passive: [],
      quietUntil: async () => 0,
    });
    await expect(timeline.advance(1000)).rejects.toThrow('time stands still at 2027-01-04T09:00:00.000Z');
  });
});
