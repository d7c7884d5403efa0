import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { ApiRefusal } from './api-refusal.ts';

/** https://learn.microsoft.com/en-us/graph/throttling-limits#outlook-service-limits: counted per app and mailbox. */
export const limitSettings = z.strictObject({
  concurrent: z.int().min(1).default(4),
  per10Minutes: z.int().min(1).default(10_000),
  /** Calls stay open until this is taken back. */
  hold: z.boolean().default(false),
  /** Real time that each call stays open, so that calls can meet at all. */
  latencyMs: z.int().min(0).default(0),
  retryAfter: z.enum(['seconds', 'date', 'absent']).default('seconds'),
  /** Gateways answer without Graph's JSON. */
  body: z.enum(['json', 'empty']).default('json'),
});
type LimitSettings = z.infer<typeof limitSettings>;

const WINDOW_MS = 600_000;

export class Limits {
  settings: LimitSettings = limitSettings.parse({});
  private readonly held: (() => void)[] = [];
  private readonly open = new Map<string, number>();
  private readonly most = new Map<string, number>();
  private readonly spent = new Map<string, number[]>();

  set(settings: LimitSettings): LimitSettings {
    this.settings = settings;
    if (!settings.hold) for (const letGo of this.held.splice(0)) letGo();
    return settings;
  }

  /** Until the call may go on. */
  async wait(): Promise<void> {
    const { hold, latencyMs } = this.settings;
    if (latencyMs > 0) await pause(latencyMs);
    if (!hold) return;
    await new Promise<void>((resolve) => {
      this.held.push(resolve);
    });
  }

  /** False: too many of this mailbox are open already. */
  enter(mailbox: string): boolean {
    const open = this.open.get(mailbox) ?? 0;
    if (open >= this.settings.concurrent) return false;
    this.open.set(mailbox, open + 1);
    this.most.set(mailbox, Math.max(open + 1, this.most.get(mailbox) ?? 0));
    return true;
  }

  leave(mailbox: string): void {
    this.open.set(mailbox, (this.open.get(mailbox) ?? 1) - 1);
  }

  /** Throttled calls count as well. */
  spend(mailbox: string): void {
    const recent = (this.spent.get(mailbox) ?? []).filter((at) => at > Date.now() - WINDOW_MS);
    this.spent.set(mailbox, [...recent, Date.now()]);
    if (recent.length < this.settings.per10Minutes) return;
    throw this.throttled(
      'Application is over its request limit for this mailbox.',
      (recent[0] ?? 0) + WINDOW_MS,
    );
  }

  tooManyOpen(): ApiRefusal {
    return this.throttled('Application is over its MailboxConcurrency limit.', Date.now() + 1000);
  }

  counters(): Record<string, { calls: number; mostOpen: number }> {
    return Object.fromEntries(
      [...this.spent].map(([mailbox, calls]) => [
        mailbox,
        { calls: calls.length, mostOpen: this.most.get(mailbox) ?? 0 },
      ]),
    );
  }

  private throttled(message: string, until: number): ApiRefusal {
    const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000));
    const style = this.settings.retryAfter;
    const value = style === 'date' ? new Date(until).toUTCString() : String(seconds);
    const headers = style === 'absent' ? {} : { 'retry-after': value };
    return new ApiRefusal({ status: 429, code: 'ApplicationThrottled', message, headers });
  }
}
