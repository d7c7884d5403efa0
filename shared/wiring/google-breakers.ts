import { log } from '../log.ts';
import type { AuthorizationProvider } from '../ports/authorization-provider.ts';
import type { CalendarProvider } from '../ports/calendar-provider.ts';
import { dynamoBreakers } from '../store/breakers.ts';
import type { Table } from '../store/table.ts';
import { guardProvider } from '../sync/guard-provider.ts';
import { heedBreaker } from '../sync/heed-breaker.ts';
import { systemClock as clock } from '../system-clock.ts';

/** The two breakers of Google, and what heeds them. The calendar can be refused while people may still sign in, and the other way round. */
export const googleBreakers = (table: Table) => {
  const deps = { breakers: dynamoBreakers(table), clock, log };
  const calendar = heedBreaker(deps, 'google_calendar');
  const signIn = heedBreaker(deps, 'google_sign_in');
  return {
    guardCalendar: (provider: CalendarProvider): CalendarProvider => guardProvider(provider, calendar),
    /** Nobody is sent to consent to what would not work; who comes back from there, or takes leave, is let through. */
    guardAuthorization: (provider: AuthorizationProvider): AuthorizationProvider => ({
      ...provider,
      refresh: (token) => signIn.heed(() => provider.refresh(token)),
      authorizeUrl: async (asked) => {
        await Promise.all([calendar.check(), signIn.check()]);
        return provider.authorizeUrl(asked);
      },
    }),
  };
};
