import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import { demoUser } from '../../infra/local/demo.ts';
import { durationMs } from '../../infra/local/duration.ts';
import { type Local, startLocal } from '../../infra/local/runtime.ts';
import { claimsOf } from '../../infra/local/seed.ts';
import type { QueueName, ScheduleName } from '../../infra/topology.ts';
import { type Caller, callerOf, type Who } from './call.ts';
import { type CapturedLogs, captureLogs } from './captured-logs.ts';
import { type Inbox, inboxOf } from './inbox.ts';
import { remoteTables } from './remote-tables.ts';
import { type SimulatorControl, simulatorControl } from './simulator-control.ts';

/** A Monday; every test begins at this instant. */
export const START = '2027-01-04T09:00:00.000Z';

export interface Hub extends Caller {
  readonly url: string;
  readonly inbox: Inbox;
  readonly google: SimulatorControl;
  readonly microsoft: SimulatorControl;
  readonly zoom: SimulatorControl;
  token(user: Who): Promise<string>;
  /** Until nothing is in flight; returns how many messages were delivered. */
  settle(): Promise<number>;
  /** From due time to due time, by an ISO 8601 duration. */
  advance(duration: string): Promise<number>;
  /** Ends such a journey at its next stop. */
  abandon(): Promise<void>;
  runSchedule(name: ScheduleName): Promise<void>;
  /** How many messages of a queue were given up. */
  dlq(queue: QueueName): number;
  /** What the functions logged in this test. */
  logs(): readonly string[];
  /** Faults of the services, the raw queues, secrets and mails. */
  readonly aws: Local['cloud']['engines'];
}

const tokenOf =
  ({ identity }: Local['cloud']) =>
  (user: Who): Promise<string> => {
    if (typeof user !== 'string') return identity.token(user);
    const found = demoUser(user);
    if (!found) throw new Error(`there is no demo user ${user}`);
    return identity.token(claimsOf(found));
  };

/** A running local hub as a test or a bench drives it. */
export const hubOf = (local: Local, logs: CapturedLogs): Hub => {
  const { engines, google, microsoft, zoom } = local.cloud;
  const token = tokenOf(local.cloud);
  return {
    ...callerOf(local.url, token),
    url: local.url,
    inbox: inboxOf(engines.mailbox),
    google: simulatorControl(google.url),
    microsoft: simulatorControl(microsoft.url),
    zoom: simulatorControl(zoom.url),
    aws: engines,
    token,
    settle: local.timeline.settle,
    advance: (duration) => {
      const ms = durationMs(duration);
      if (ms === undefined) throw new Error(`${duration} is no ISO 8601 duration`);
      return local.timeline.advance(ms);
    },
    abandon: local.timeline.abandon,
    runSchedule: (name) => local.schedules.run(name),
    logs: logs.lines,
    dlq: (queue) => engines.byName[queue].deadLetters.peek().length,
  };
};

let starting: Promise<Local> | undefined;

/** One hub a worker; every test finds it as on the first day, at the same instant. */
export const useHub = (): (() => Hub) => {
  let hub: Hub | undefined;
  let logs: CapturedLogs | undefined;
  beforeAll(async () => {
    processClock.install();
    processClock.freeze(START);
    starting ??= startLocal(remoteTables(inject('tablesUrl')));
    logs = captureLogs();
    hub = hubOf(await starting, logs);
  });
  beforeEach(async () => {
    const local = await starting;
    // A test that ran out of time may still be on its way through time.
    await local?.timeline.abandon();
    processClock.freeze(START);
    await local?.reset();
    logs?.clear();
  });
  afterAll(() => {
    logs?.release();
    processClock.uninstall();
  });
  return () => {
    if (!hub) throw new Error('the hub has not started: call this inside a test');
    return hub;
  };
};
