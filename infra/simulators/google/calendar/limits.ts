import { z } from 'zod';

/** https://developers.google.com/workspace/calendar/api/guides/quota, as it stands for projects made since May 2026. */
export const limitSettings = z.strictObject({
  userPerMinute: z.int().min(1).default(600),
  projectPerMinute: z.int().min(1).default(10_000),
  /** Google publishes no number for fast writes to one calendar; off unless set. */
  writesPerCalendarPerSecond: z.int().min(1).optional(),
  /** Google publishes no exact number of strangers one may invite; off unless set. */
  externalGuestsPerUser: z.int().min(0).optional(),
});
type LimitSettings = z.infer<typeof limitSettings>;

const MINUTE_MS = 60_000;

interface Spent {
  readonly at: number;
  readonly units: number;
}

export class Limits {
  settings: LimitSettings = limitSettings.parse({});
  private readonly spent = new Map<string, Spent[]>();

  /** False when the user or the project has used up its minute. */
  allowsCall(user: string, units: number): boolean {
    const { userPerMinute, projectPerMinute } = this.settings;
    return (
      this.spend(`user ${user}`, { units, windowMs: MINUTE_MS, most: userPerMinute }) &&
      this.spend('project', { units, windowMs: MINUTE_MS, most: projectPerMinute })
    );
  }

  allowsWrite(calendarId: string): boolean {
    const most = this.settings.writesPerCalendarPerSecond;
    return most === undefined || this.spend(`calendar ${calendarId}`, { units: 1, windowMs: 1000, most });
  }

  allowsExternalGuests(email: string, guests: number): boolean {
    const most = this.settings.externalGuestsPerUser;
    if (most === undefined || guests === 0) return true;
    return this.spend(`guests ${email}`, { units: guests, windowMs: Number.POSITIVE_INFINITY, most });
  }

  /** What each window holds by now. */
  counters(): Record<string, number> {
    return Object.fromEntries(
      [...this.spent].map(([key, spent]) => [key, spent.reduce((sum, { units }) => sum + units, 0)]),
    );
  }

  private spend(
    key: string,
    { units, windowMs, most }: { units: number; windowMs: number; most: number },
  ): boolean {
    const since = Date.now() - windowMs;
    const recent = (this.spent.get(key) ?? []).filter(({ at }) => at > since);
    this.spent.set(key, recent);
    if (recent.reduce((sum, each) => sum + each.units, units) > most) return false;
    recent.push({ at: Date.now(), units });
    return true;
  }
}
