import type { CalendarAccess, CalendarEvent, CalendarProvider } from '../ports/calendar-provider.ts';
import type { Clock } from '../ports/clock.ts';
import { ProviderError } from '../ports/provider-error.ts';
import type { EventStep } from './event-step.ts';

interface Deps {
  readonly calendar: Pick<CalendarProvider, 'findOwnEvent'>;
  readonly clock: Clock;
}

/** What was made a moment ago may not be found yet. */
const UNLISTED_MS = 30_000;

/**
 * The event that an earlier creation has made, if one was asked for. Throws ProviderError: as `transient` also where it is too early for
 * its absence to mean anything.
 */
export const findIntended =
  ({ calendar, clock }: Deps) =>
  async ({ entry, wanted }: EventStep, access: CalendarAccess): Promise<CalendarEvent | undefined> => {
    const { intendedAt } = entry;
    if (intendedAt === undefined) return undefined;
    const made = await calendar.findOwnEvent(access, wanted.id);
    const waitMs = Date.parse(intendedAt) + UNLISTED_MS - clock.now();
    if (made || waitMs <= 0) return made;
    throw new ProviderError('transient', {
      word: 'creation unknown',
      retryAfterSeconds: Math.ceil(waitMs / 1000),
    });
  };
