import type { Provider } from '../../events/stored/provider.ts';
import type { CalendarProvider } from './calendar-provider.ts';

/** The calendars of a provider's accounts. Throws for one whose accounts have none: whoever asks has not looked at what they serve. */
export type Calendars = (provider: Provider) => CalendarProvider;
