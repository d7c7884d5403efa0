import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { PerProvider } from '../../events/stored/provider.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Account, AuthorizationProvider } from '../ports/authorization-provider.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Dues } from '../ports/dues.ts';
import type { Ids } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { loseConnection } from '../sync/lose-connection.ts';
import { withToken } from '../sync/with-token.ts';
import { waitWithAccount } from './wait-with-account.ts';

interface Deps {
  readonly connections: Pick<Connections, 'read' | 'commit'>;
  readonly tokens: AccessTokens;
  readonly authorizations: PerProvider<Pick<AuthorizationProvider, 'identify'>>;
  readonly dues: Pick<Dues, 'put' | 'remove'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

type Work = Extract<ProvisionWork, { kind: 'probe' }>;

/** People rename themselves, and change their plan. */
const renew = async (deps: Deps, seen: Connection, { key, label, plan }: Account): Promise<void> => {
  const { org, userId, id, epoch } = seen;
  for (;;) {
    const present = await deps.connections.read(org, userId, id);
    if (present?.epoch !== epoch || present.accountKey !== key) return;
    if (present.accountLabel === label && present.plan === plan) return;
    const { plan: _, ...rest } = present;
    const connection = { ...rest, version: present.version + 1, accountLabel: label, ...(plan && { plan }) };
    if ((await deps.connections.commit({ connection })).outcome === 'committed') return;
  }
};

const isFinal = ({ verdict }: ProviderError): boolean => verdict === 'final' || verdict === 'scope';

/** An account that is switched off is as good as lost. */
const activeBy =
  ({ identify }: Pick<AuthorizationProvider, 'identify'>) =>
  (accountKey: string) =>
  async (accessToken: string): Promise<Account> => {
    const account = await identify(accessToken, accountKey);
    if (account.isInactive) throw new ProviderError('final', { word: 'account_inactive' });
    return account;
  };

const ask = async (deps: Deps, connection: Connection, work: Work): Promise<'done' | 'waits'> => {
  const identify = activeBy(deps.authorizations[connection.provider])(connection.accountKey);
  try {
    await renew(deps, connection, await withToken(deps.tokens)(connection, identify));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (!isFinal(error)) {
      await waitWithAccount(deps)(work, error);
      return 'waits';
    }
    deps.log.info('account.lost', { connectionId: connection.id, word: error.word, trace: work.trace });
    await loseConnection(deps)(connection, error, work.trace);
  }
  return 'done';
};

/**
 * Asks the provider with the stored token, and a fresh one where that is refused: only its own words end a connection, whatever it was
 * told to have happened, however late and how often.
 */
export const probeAccount =
  (deps: Deps) =>
  async (work: Work): Promise<void> => {
    const connection = await deps.connections.read(work.org, work.userId, work.connectionId);
    const outcome = connection?.state === 'connected' ? await ask(deps, connection, work) : 'done';
    if (outcome === 'done') await deps.dues.remove('probe', work.connectionId);
  };
