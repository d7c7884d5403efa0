import { randomUUID } from 'node:crypto';
import { type FunctionName, type ScheduleName, topology } from '../topology.ts';
import { oneAtATime } from './one-at-a-time.ts';

type Invoke = (name: FunctionName, event: unknown) => Promise<unknown>;
const NAMES = Object.keys(topology.schedules) as ScheduleName[];

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html */
const ruleEvent = (name: ScheduleName, at: number): Record<string, unknown> => ({
  version: '0',
  id: randomUUID(),
  source: 'aws.events',
  'detail-type': 'Scheduled Event',
  account: '000000000000',
  region: 'local',
  time: new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
  resources: [`arn:aws:events:local:000000000000:rule/${name}`],
  detail: {},
});

const periodMs = (name: ScheduleName): number => topology.schedules[name].everyMinutes * 60_000;

/** They send or count what is due in the table and do nothing else, so a jump through time may pass over their idle runs: a month has 43,920. */
const OF_DUES = new Set<ScheduleName>(['sweep', 'tidy']);

const firstBeatFrom = (beat: number, period: number, instant: number): number =>
  instant > beat ? beat + Math.ceil((instant - beat) / period) * period : beat;

/** When each of the topology's schedules is due next. */
export class Schedules {
  private readonly dueAt = new Map<ScheduleName, number>();
  private readonly exclusive = oneAtATime();
  private readonly invoke: Invoke;

  constructor(invoke: Invoke) {
    this.invoke = invoke;
    this.restart();
  }

  static isName(name: string): name is ScheduleName {
    return NAMES.some((each) => each === name);
  }

  restart(): void {
    for (const name of NAMES) this.dueAt.set(name, Date.now() + periodMs(name));
  }

  /** When something must run next, if nothing that waits in the table is due before `quietUntil`. */
  nextDue(quietUntil = 0): number {
    const times = [...this.dueAt].map(([name, dueAt]) =>
      OF_DUES.has(name) ? firstBeatFrom(dueAt, periodMs(name), quietUntil) : dueAt,
    );
    return Math.min(...times);
  }

  /** Fires what is due, once each however long it was overdue; an idle one only keeps its beat. */
  runDue(quietUntil = 0): Promise<void> {
    return this.exclusive(async () => {
      for (const [name, dueAt] of this.dueAt) {
        const now = Date.now();
        if (dueAt > now) continue;
        const period = periodMs(name);
        const latest = dueAt + Math.floor((now - dueAt) / period) * period;
        this.dueAt.set(name, latest + period);
        if (!(OF_DUES.has(name) && quietUntil > latest)) await this.run(name, latest);
      }
    });
  }

  /** EventBridge does not wait for the function and drops what it returns; a failure is reported where it happened. */
  async run(name: ScheduleName, at = Date.now()): Promise<void> {
    await this.invoke(topology.schedules[name].function, ruleEvent(name, at)).catch(() => undefined);
  }
}
