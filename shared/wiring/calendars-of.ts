import type { CalendarProvider } from '../ports/calendar-provider.ts';
import type { Calendars } from '../ports/calendars.ts';

interface Adapters {
  readonly google: CalendarProvider;
  readonly microsoft: CalendarProvider;
}

/** Each provider's own calendars. */
export const calendarsOf =
  (adapters: Adapters): Calendars =>
  (provider) => {
    if (provider === 'zoom') throw new Error('no account of Zoom has a calendar');
    return adapters[provider];
  };
