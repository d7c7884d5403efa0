import { ProviderError } from '../../shared/ports/provider-error.ts';
import { type Parts, refused, type StandInCalendar, standInCalendar } from './stand-in-calendar.ts';

const HOUR_MS = 3_600_000;
/** What the hub asks for. */
const LIFE_MS = 70 * HOUR_MS;

interface Subscription {
  readonly calendarId: string;
  readonly channelId: string;
  readonly expiresAt: number;
}

/**
 * Calendars with one subscription each, which lives for seventy hours and is renewed: a new one takes an earlier one's place, as the
 * adapter does it. Renewals are refused and lost as often as watches.
 */
export const standInMailbox = (parts: Parts): StandInCalendar => {
  const { now, random, weather, ledger } = parts;
  const base = standInCalendar(parts);
  const living = new Map<string, Subscription>();
  const live = (resourceId: string, calendarId: string, channelId: string) => {
    const expiresAt = now() + LIFE_MS;
    living.set(resourceId, { calendarId, channelId, expiresAt });
    ledger.opened(calendarId, channelId, expiresAt);
    if (random() < weather.lostWatches) throw new ProviderError('transient', { word: 'ECONNRESET' });
    return { expiresAt: new Date(expiresAt).toISOString() };
  };
  const end = (resourceId: string): void => {
    const present = living.get(resourceId);
    living.delete(resourceId);
    if (present) ledger.stopped(present.calendarId, present.channelId);
  };
  return {
    ...base,
    provider: {
      ...base.provider,
      watchesAccount: true,
      watch: async ({ calendarId }, { id }) => {
        base.ask('watch');
        if (random() < weather.refusedWatches) throw refused(random);
        for (const [resourceId, each] of living) if (each.calendarId === calendarId) end(resourceId);
        const resourceId = `subscription ${id}`;
        return { resourceId, ...live(resourceId, calendarId, id) };
      },
      renewWatch: async (_, { resourceId }) => {
        base.ask('renewWatch');
        if (random() < weather.refusedWatches) throw refused(random);
        const present = living.get(resourceId);
        if (present === undefined || present.expiresAt <= now())
          throw new ProviderError('gone', { word: 'ResourceNotFound' });
        return live(resourceId, present.calendarId, present.channelId);
      },
      unwatch: async (_, { resourceId }) => {
        base.ask('unwatch');
        end(resourceId);
      },
    },
  };
};
