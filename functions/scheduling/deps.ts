import type { AccessTokens } from '../../shared/ports/access-tokens.ts';
import type { Bookings } from '../../shared/ports/bookings.ts';
import type { Calendars } from '../../shared/ports/calendars.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Connections } from '../../shared/ports/connections.ts';
import type { Feeds } from '../../shared/ports/feeds.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { People } from '../../shared/ports/people.ts';

/** What the routes of this function work with. */
export interface Deps {
  readonly bookings: Bookings;
  readonly people: People;
  readonly connections: Connections;
  readonly feeds: Feeds;
  readonly tokens: AccessTokens;
  readonly calendars: Calendars;
  readonly clock: Clock;
  readonly log: Log;
}
