import type { BreakerName } from '../../events/stored/breaker.ts';
import { log } from '../log.ts';
import type { AuthorizationProvider } from '../ports/authorization-provider.ts';
import { dynamoBreakers } from '../store/breakers.ts';
import type { Table } from '../store/table.ts';
import { guardProvider } from '../sync/guard-provider.ts';
import { heedBreaker } from '../sync/heed-breaker.ts';
import { systemClock as clock } from '../system-clock.ts';

interface Names {
  /** Of what the provider is there for: its calendar, or its meetings. */
  readonly service: BreakerName;
  readonly signIn: BreakerName;
}

/** The two breakers of a provider, and what heeds them. Its service can be refused while people may still sign in, and the other way round. */
export const providerBreakers = (table: Table, names: Names) => {
  const deps = { breakers: dynamoBreakers(table), clock, log };
  const service = heedBreaker(deps, names.service);
  const signIn = heedBreaker(deps, names.signIn);
  return {
    guardService: <P extends object>(provider: P): P => guardProvider(provider, service),
    /** Nobody is sent to consent to what would not work; who comes back from there, or takes leave, is let through. */
    guardAuthorization: (provider: AuthorizationProvider): AuthorizationProvider => ({
      ...provider,
      refresh: (token) => signIn.heed(() => provider.refresh(token)),
      authorizeUrl: async (asked) => {
        await Promise.all([service.check(), signIn.check()]);
        return provider.authorizeUrl(asked);
      },
    }),
  };
};
