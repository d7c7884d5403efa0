import type { LeavingEvent } from '../../events/stored/run.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConferenceProvider } from '../ports/conference-provider.ts';
import { findStrayEvents } from './find-stray-events.ts';
import { findStrayMeetings } from './find-stray-meetings.ts';
import type { Leaving } from './leaving.ts';

export interface Listing {
  readonly calendars: Calendars;
  readonly conference: Pick<ConferenceProvider, 'listOwnMeetings'>;
  readonly tokens: AccessTokens;
}

type Deps = Listing & { readonly bookings: Pick<Bookings, 'read'>; readonly clock: Clock };

/** What lies in an account that is left with our mark though no booking knows of it. Throws ProviderError where the run has to wait. */
export const findStrays =
  (deps: Deps) =>
  (leaving: Leaving): Promise<LeavingEvent[] | 'shut_out'> =>
    leaving.connection.provider === 'zoom'
      ? findStrayMeetings(deps)(leaving)
      : findStrayEvents(deps)(leaving);
