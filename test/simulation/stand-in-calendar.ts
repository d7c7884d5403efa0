import type { CalendarProvider } from '../../shared/ports/calendar-provider.ts';
import { ProviderError } from '../../shared/ports/provider-error.ts';
import type { WatchLedger } from './watch-ledger.ts';

/** What goes wrong at a provider, as shares of its calls. */
export interface Weather {
  /** What every call is refused with now, if the provider is out. */
  readonly outage: () => ProviderError | undefined;
  /** A watch that is refused, for a moment or for being too many. */
  readonly refusedWatches: number;
  /** A watch that is opened, but its answer never comes. */
  readonly lostWatches: number;
  readonly failedReads: number;
  /** Channels live from an hour to this. */
  readonly longestLifeHours: number;
}

export interface Parts {
  readonly now: () => number;
  readonly random: () => number;
  readonly weather: Weather;
  readonly ledger: WatchLedger;
}

export interface StandInCalendar {
  readonly provider: CalendarProvider;
  /** Calls so far, by method. */
  readonly calls: Record<'changesSince' | 'readWindow' | 'watch' | 'renewWatch' | 'unwatch', number>;
  /** Counts a call, which an outage may refuse. */
  ask(method: keyof StandInCalendar['calls']): void;
}

const HOUR_MS = 3_600_000;

const none = (): never => {
  throw new Error('nobody asks for this');
};

/** Each magnitude as often: what the answer says is the only truth. */
const lifeOf = (random: () => number, longestHours: number): number => HOUR_MS * longestHours ** random();

export const refused = (random: () => number): ProviderError =>
  random() < 0.5
    ? new ProviderError('transient', { word: 'backendError' })
    : new ProviderError('throttled', { word: 'rateLimitExceeded' });

/** Empty calendars, each named like its feed, at a provider with weather. */
export const standInCalendar = ({ now, random, weather, ledger }: Parts): StandInCalendar => {
  const calls = { changesSince: 0, readWindow: 0, watch: 0, renewWatch: 0, unwatch: 0 };
  const ask = (method: keyof typeof calls): void => {
    calls[method] += 1;
    const outage = weather.outage();
    if (outage !== undefined) throw outage;
  };
  const read = (method: 'changesSince' | 'readWindow'): void => {
    ask(method);
    if (random() < weather.failedReads) throw refused(random);
  };
  return {
    calls,
    ask,
    provider: {
      changesSince: async (_, cursor) => {
        read('changesSince');
        return { events: [], cursor };
      },
      readWindow: async () => {
        read('readWindow');
        return { events: [], cursor: 'cursor', zone: 'Europe/Prague' };
      },
      watch: async ({ calendarId }, { id }) => {
        ask('watch');
        if (random() < weather.refusedWatches) throw refused(random);
        const expiresAt = Math.floor(now() + lifeOf(random, weather.longestLifeHours));
        ledger.opened(calendarId, id, expiresAt);
        if (random() < weather.lostWatches) throw new ProviderError('transient', { word: 'ECONNRESET' });
        return { resourceId: `resource of ${calendarId}`, expiresAt: new Date(expiresAt).toISOString() };
      },
      unwatch: async ({ calendarId }, { id }) => {
        ask('unwatch');
        ledger.stopped(calendarId, id);
      },
      createEvent: none,
      changeEvent: none,
      removeEvent: none,
      getEvent: none,
      findOwnEvent: none,
      freeBusy: none,
      readView: async () => {
        read('readWindow');
        return { events: [], zone: 'Europe/Prague' };
      },
      listCalendars: none,
      listOwnEvents: none,
      findByICalUid: none,
    },
  };
};
