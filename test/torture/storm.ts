import { setTimeout as realPause } from 'node:timers/promises';
import { processClock } from '../../infra/local/clock.ts';
import { guestFaults } from '../support/guest-faults.ts';
import { attempt, fineWeather, LONG_DECK, opening } from '../support/torture.ts';
import { diced, newWorld, type TortureWorld } from '../support/torture-world.ts';
import type { ThreadedHub } from './torture-hub.ts';

/** A message is given up at its fifth delivery, which must not be the kills' doing. */
const MOST_KILLS = 3;
const KILLED = 0.03;
/** Who moves by a timer of its own, as one that waits before it tries again, is not waited for longer than this. */
const PATIENCE_MS = 250;

/** One seed's way through a storm. */
export class Storm {
  private readonly stage: ThreadedHub;
  private readonly world: TortureWorld;
  private readonly pending = new Set<Promise<void>>();
  private kills = 0;

  constructor(stage: ThreadedHub, seed: number) {
    this.stage = stage;
    this.world = newWorld(stage.hub, seed);
  }

  async run(steps: number): Promise<void> {
    const { park, local, hub } = this.stage;
    await opening(this.world);
    const ending = new AbortController();
    const polls = local.sources.map((source) => source.poll(ending.signal));
    park.close();
    for (let count = 0; count < steps; count += 1) {
      await this.step(this.world.pick(LONG_DECK));
      await this.letGo(Math.floor(this.world.random() * 10));
    }
    await this.calmDown();
    park.open();
    ending.abort();
    await Promise.all(polls);
    await fineWeather(hub, this.world.trace);
  }

  /** What people were told that does not hold at the end. */
  faults(): Promise<string[]> {
    return guestFaults(this.world);
  }

  trace(): readonly string[] {
    return this.world.trace;
  }

  private async step(name: string): Promise<void> {
    const { world } = this;
    world.trace.push(name);
    if (name === 'pause') await this.pause();
    else if (name === 'settle') await this.calmDown();
    else if (name !== 'two at once') this.begin(name);
  }

  private begin(name: string): void {
    const { world } = this;
    this.watch(attempt(diced(world, Math.floor(world.random() * 1_000_000)), name));
  }

  private watch(run: Promise<unknown>): void {
    const watched = run.then(
      () => undefined,
      (error: unknown) => {
        this.world.trace.push(`broke off: ${String(error)}`);
      },
    );
    this.pending.add(watched);
    watched.finally(() => this.pending.delete(watched)).catch(() => undefined);
  }

  /** Short ones pass while calls are under way, long ones when all are home: a function does not live so long. */
  private async pause(): Promise<void> {
    const seconds = this.world.pick([1, 3, 10, 30, 120, 120, 3660]);
    this.world.trace.push(`${seconds} s`);
    if (seconds > 3) await this.calmDown();
    processClock.advance(seconds * 1000);
    const { local } = this.stage;
    for (const { busySince, timeoutMs, id } of this.stage.containers.busy())
      if (Date.now() - (busySince ?? 0) > timeoutMs) await this.kill(id, 'ran out of time');
    for (const simulator of [local.cloud.google, local.cloud.zoom, local.cloud.microsoft]) simulator.runDue();
    this.watch(local.schedules.runDue());
    local.cloud.engines.queues.changed();
  }

  private async letGo(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 1) {
      await this.quiet();
      if (!(await this.letOneGo())) return;
    }
  }

  private async letOneGo(): Promise<boolean> {
    const { park } = this.stage;
    const [first, ...others] = park.parked();
    if (!first) return false;
    const chosen = this.world.pick([first, ...others]);
    const call = `${chosen.container} ${chosen.when} ${chosen.name}`;
    if (this.kills < MOST_KILLS && this.world.random() < KILLED) await this.kill(chosen.container, call);
    else {
      this.world.trace.push(`> ${call}`);
      park.release(chosen);
    }
    return true;
  }

  private async kill(id: string, why: string): Promise<void> {
    this.kills += 1;
    this.world.trace.push(`KILL ${id}: ${why}`);
    await this.stage.containers.find(id)?.kill();
    this.stage.park.lose(id);
  }

  /** Until everything that was begun has come home. */
  private async calmDown(): Promise<void> {
    for (;;) {
      await this.quiet();
      if (await this.letOneGo()) continue;
      if (this.pending.size === 0 && this.stage.containers.busy().length === 0) return;
      await realPause(1);
    }
  }

  /** Until nothing moves but by a timer: everybody who is busy has a call that is held. */
  private async quiet(): Promise<void> {
    const { park, containers } = this.stage;
    const from = performance.now();
    for (;;) {
      const before = park.arrivals;
      await realPause(1);
      const held = new Set(park.parked().map(({ container }) => container));
      const isAtRest = containers.busy().every(({ id }) => held.has(id));
      if (isAtRest && park.arrivals === before) return;
      if (held.size > 0 && performance.now() - from > PATIENCE_MS) return;
    }
  }
}
