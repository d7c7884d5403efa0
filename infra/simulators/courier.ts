import { z } from 'zod';
import { seededRandom } from './seeded-random.ts';
import type { TimedJobs } from './timed-jobs.ts';

export const webhookMode = z.strictObject({
  mode: z.enum(['deliver', 'drop', 'duplicate', 'hold', 'reorder']),
  rate: z.number().min(0).max(1).default(1),
  seed: z.int().default(1),
});
type WebhookMode = z.infer<typeof webhookMode>;

export interface Delivery {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Asked before every attempt: a channel may have ended since. */
  readonly isWanted: () => boolean;
}

/** How one provider delivers. */
export interface DeliveryHabits {
  /** Real time that the app has for its answer. */
  readonly patienceMs: number;
  /** Pauses before the second, third ... attempt; after the last one the delivery is lost. */
  readonly pausesMs: readonly number[];
  /** Of the answer's status; undefined when there was none. */
  readonly isRetried: (status: number | undefined) => boolean;
}

const OVERTAKEN_AFTER_MS = 1000;

/** Carries webhooks to the app, in fair weather and foul. */
export class Courier {
  private readonly jobs: TimedJobs;
  private readonly habits: DeliveryHabits;
  private weather: WebhookMode = { mode: 'deliver', rate: 1, seed: 1 };
  private random = seededRandom(1);
  private held: Delivery[] = [];
  private readonly inFlight = new Set<Promise<void>>();
  private readonly stopped = new AbortController();

  constructor(jobs: TimedJobs, habits: DeliveryHabits) {
    this.jobs = jobs;
    this.habits = habits;
  }

  setMode(mode: WebhookMode): void {
    this.weather = mode;
    this.random = seededRandom(mode.seed);
    if (mode.mode !== 'hold') this.release();
  }

  send(delivery: Delivery): void {
    const { mode, rate } = this.weather;
    if (mode === 'hold') {
      this.held.push(delivery);
      return;
    }
    const isHit = mode !== 'deliver' && this.random() < rate;
    if (isHit && mode === 'drop') return;
    if (isHit && mode === 'reorder' && this.held.length === 0) {
      this.keepBack(delivery);
      return;
    }
    this.start(delivery, 1);
    if (isHit && mode === 'duplicate') this.start(delivery, 1);
    if (mode === 'reorder') this.release();
  }

  async idle(): Promise<boolean> {
    const wasBusy = this.inFlight.size > 0;
    while (this.inFlight.size > 0) await Promise.all(this.inFlight);
    return wasBusy;
  }

  stop(): void {
    this.held = [];
    this.stopped.abort();
  }

  private release(): void {
    for (const delivery of this.held.splice(0)) this.start(delivery, 1);
  }

  /** The next delivery overtakes it; without one it goes a second later. */
  private keepBack(delivery: Delivery): void {
    this.held.push(delivery);
    this.jobs.after(OVERTAKEN_AFTER_MS, () => {
      if (!this.held.includes(delivery)) return;
      this.held = this.held.filter((each) => each !== delivery);
      this.start(delivery, 1);
    });
  }

  private start(delivery: Delivery, attempt: number): void {
    if (this.stopped.signal.aborted || !delivery.isWanted()) return;
    const flight = this.attempt(delivery, attempt).finally(() => this.inFlight.delete(flight));
    this.inFlight.add(flight);
  }

  private async attempt(delivery: Delivery, attempt: number): Promise<void> {
    const status = await this.post(delivery);
    const pauseMs = this.habits.pausesMs[attempt - 1];
    if (pauseMs === undefined || !this.habits.isRetried(status)) return;
    this.jobs.after(pauseMs, () => this.start(delivery, attempt + 1));
  }

  /** Undefined when nothing was answered in time. */
  private async post({ url, headers, body }: Delivery): Promise<number | undefined> {
    try {
      const signal = AbortSignal.any([this.stopped.signal, AbortSignal.timeout(this.habits.patienceMs)]);
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return undefined;
    }
  }
}
