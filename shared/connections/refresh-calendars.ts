import type { Connection } from '../../events/stored/connection.ts';
import { knownCalendars } from '../domain/known-calendars.ts';
import { mergeCalendars } from '../domain/merge-calendars.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Calendars } from '../ports/calendars.ts';
import { withToken } from '../sync/with-token.ts';
import { type CalendarDeps, changeCalendars } from './change-calendars.ts';

export type RefreshDeps = CalendarDeps & {
  readonly calendars: Calendars;
  readonly tokens: AccessTokens;
};

/** Resolves to the connection as it is then; throws ProviderError. */
export type Relist = (connection: Connection, trace: string) => Promise<Connection | undefined>;

/**
 * Asks the provider for the calendars of a connection and keeps what it says; resolves to the connection then, undefined when it is
 * gone or was connected anew meanwhile. Throws ProviderError.
 */
export const refreshCalendars =
  (deps: RefreshDeps): Relist =>
  async (connection, trace) => {
    const { org, userId, id, epoch } = connection;
    const listed = await withToken(deps.tokens)(connection, (accessToken) =>
      deps.calendars(connection.provider).listCalendars(accessToken),
    );
    const isSame = (each: Connection): boolean =>
      each.id === id && each.epoch === epoch && each.state !== 'disconnecting';
    const own = await changeCalendars(deps)({ org, userId, trace }, (all) => {
      const present = all.find(isSame);
      return new Map(present ? [[id, mergeCalendars(id, knownCalendars(present), listed)]] : []);
    });
    return own.find(isSame);
  };
