import { z } from 'zod';
import { ApiRefusal } from './api-refusal.ts';

export type Label = 'Light' | 'Medium' | 'Heavy';

const most = z.int().min(1).optional();

/** https://developers.zoom.us/docs/commerce/rate-limits/: counted per company; the plan is the company's. */
export const limitSettings = z.strictObject({
  plan: z.enum(['free', 'pro', 'business']).default('business'),
  lightPerSecond: most,
  mediumPerSecond: most,
  heavyPerSecond: most,
  lightPerDay: most,
  mediumPerDay: most,
  heavyPerDay: most,
  writesPerHostPerDay: z.int().min(1).default(100),
});
type LimitSettings = z.infer<typeof limitSettings>;

const PER_SECOND = {
  free: { Light: 4, Medium: 2, Heavy: 1 },
  pro: { Light: 30, Medium: 20, Heavy: 10 },
  business: { Light: 80, Medium: 60, Heavy: 40 },
} as const;
const PER_DAY = {
  free: { Light: 6000, Medium: 2000, Heavy: 1000 },
  pro: { Light: undefined, Medium: undefined, Heavy: 30_000 },
  business: { Light: undefined, Medium: undefined, Heavy: 60_000 },
} as const;
const DAY_MS = 86_400_000;

const today = (): string => new Date().toISOString().slice(0, 10);
const midnight = (): string => `${new Date(Date.now() + DAY_MS).toISOString().slice(0, 10)}T00:00:00Z`;

const exceeded = (message: string, headers: Record<string, string> = {}): ApiRefusal =>
  new ApiRefusal({ status: 429, code: 429, message, headers });

export class Limits {
  settings: LimitSettings = limitSettings.parse({});
  private readonly counts = new Map<string, number>();
  private readonly recent = new Map<string, number[]>();

  /** Counts one call of a company's; the answer is the headers that go with it. */
  spend(accountId: string, label: Label): Record<string, string> {
    this.spendSecond(accountId, label);
    const perDay = this.perDay(label);
    const headers = { 'x-ratelimit-category': label };
    const used = this.count(`${accountId} ${label} ${today()}`);
    if (perDay === undefined) return headers;
    const counted = {
      ...headers,
      'x-ratelimit-limit': String(perDay),
      'x-ratelimit-remaining': String(Math.max(0, perDay - used)),
    };
    if (used > perDay)
      throw exceeded(
        'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.',
        {
          ...counted,
          'x-ratelimit-type': 'Daily-limit',
          'retry-after': midnight(),
        },
      );
    return counted;
  }

  /**
   * Creates and updates of one host by the day, whatever the company's plan. The refusal's headers speak of
   * another quota and say nothing about when: https://devforum.zoom.us/t/zoom-api-create-meeting-api-rate-limit-sample-error-when-breaching-limit/18928
   */
  spendWrite(userId: string): void {
    const key = `writes ${userId} ${today()}`;
    const allowed = this.settings.writesPerHostPerDay;
    if ((this.counts.get(key) ?? 0) >= allowed)
      throw exceeded(
        `You have exceeded the daily rate limit (${allowed}) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.`,
        { 'x-ratelimit-category': 'Light', 'x-ratelimit-limit': '6000', 'x-ratelimit-remaining': '5893' },
      );
    this.count(key);
  }

  counters(): Record<string, number> {
    return Object.fromEntries(this.counts);
  }

  private count(key: string): number {
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count;
  }

  private spendSecond(accountId: string, label: Label): void {
    const key = `${accountId} ${label}`;
    const perSecond = this.perSecond(label);
    const recent = (this.recent.get(key) ?? []).filter((at) => at > Date.now() - 1000);
    this.recent.set(key, recent);
    if (recent.length >= perSecond)
      throw exceeded('You have reached the maximum per-second rate limit for this API. Try again later.', {
        'x-ratelimit-category': label,
        'x-ratelimit-type': 'QPS',
        'x-ratelimit-limit': String(perSecond),
        'x-ratelimit-remaining': '0',
      });
    recent.push(Date.now());
  }

  private perSecond(label: Label): number {
    const { plan, lightPerSecond, mediumPerSecond, heavyPerSecond } = this.settings;
    const own = { Light: lightPerSecond, Medium: mediumPerSecond, Heavy: heavyPerSecond };
    return own[label] ?? PER_SECOND[plan][label];
  }

  private perDay(label: Label): number | undefined {
    const { plan, lightPerDay, mediumPerDay, heavyPerDay } = this.settings;
    const own = { Light: lightPerDay, Medium: mediumPerDay, Heavy: heavyPerDay };
    return own[label] ?? PER_DAY[plan][label];
  }
}
