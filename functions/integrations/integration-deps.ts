import type { ConnectionDeps } from '../../shared/connections/connection-deps.ts';
import type { AccessTokens } from '../../shared/ports/access-tokens.ts';
import type { AdminConsent } from '../../shared/ports/admin-consent.ts';
import type { Bookings } from '../../shared/ports/bookings.ts';
import type { Calendars } from '../../shared/ports/calendars.ts';
import type { Feeds } from '../../shared/ports/feeds.ts';
import type { MacKeys } from '../../shared/ports/mac-keys.ts';
import type { People } from '../../shared/ports/people.ts';
import type { TokenVaults } from '../../shared/ports/token-vault.ts';

/** What the room of a user's own connections works with. */
export interface IntegrationDeps extends ConnectionDeps {
  readonly adminConsent: AdminConsent;
  readonly mac: MacKeys;
  readonly people: People;
  readonly vault: TokenVaults;
  readonly bookings: Bookings;
  readonly feeds: Feeds;
  readonly calendars: Calendars;
  readonly tokens: AccessTokens;
}
