import type { Connection } from '../../events/stored/connection.ts';
import type { Due } from '../../events/stored/due.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import type { PerProvider } from '../../events/stored/provider.ts';
import { allowedDomains } from '../domain/card-help.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { providerOf } from '../domain/provider-of.ts';
import { type ErrorCode, HubError } from '../errors.ts';
import { untilWritten } from '../people/until-written.ts';
import type { TokenVaults } from '../ports/token-vault.ts';
import { accessContext } from '../tokens/token-key.ts';
import { attemptSecrets } from './attempt-secrets.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { wipeAttempt } from './forget-attempt.ts';
import { type Judgement, judgeAccount, type Refused } from './judge-account.ts';
import { type Granted, newConnection } from './new-connection.ts';

type Deps = Pick<
  ConnectionDeps,
  'connections' | 'settings' | 'authorizations' | 'sealer' | 'clock' | 'ids' | 'log'
> & { readonly vault: Pick<TokenVaults, 'chosen' | 'put' | 'remove'> };

interface Completion {
  readonly attemptId: string;
  readonly org: string;
  readonly userId: string;
  readonly trace: string;
}

/** What an account of a provider can serve. */
const SERVED: PerProvider<Connection['platforms']> = {
  google: ['google_calendar', 'google_meet'],
  microsoft: ['outlook_calendar', 'microsoft_teams'],
  zoom: ['zoom'],
};
const GRACE_MS = 60_000;
const LEAVING_SECONDS = 30;

const REFUSALS: Record<Refused, { readonly code: ErrorCode; readonly detail: string }> = {
  account_in_use: {
    code: 'account_in_use',
    detail: 'Somebody else in your organization has connected this account.',
  },
  already_connected: { code: 'already_connected', detail: 'Another account was connected meanwhile.' },
  different_account: {
    code: 'already_connected',
    detail: 'The connection that was to be renewed is another one now.',
  },
  domain_not_allowed: { code: 'forbidden', detail: 'This account is not allowed.' },
  platform_disabled: {
    code: 'platform_disabled',
    detail: 'Your organization has switched this platform off meanwhile.',
  },
  busy: { code: 'busy', detail: 'This account is being disconnected: start again in a moment.' },
};

const refusalOf = async ({ settings }: Deps, { org }: OauthAttempt, refused: Refused): Promise<HubError> => {
  const { code, detail } = REFUSALS[refused];
  if (refused !== 'domain_not_allowed') return new HubError(code, { detail });
  return new HubError(code, { detail: allowedDomains((await settings.read(org)).accountDomains) });
};

/** What was granted rests on the attempt meanwhile. */
const stillLeaving = (): HubError =>
  new HubError('busy', {
    retryAfterSeconds: LEAVING_SECONDS,
    detail: 'This account is still being disconnected: complete the same attempt again in a moment.',
  });

const finishing = ({ org, userId, attemptId, trace }: Completion, connectionId: string, now: number): Due => {
  const body = { v: 1, kind: 'connect', org, userId, connectionId, attemptId, trace } as const;
  const dueAt = new Date(now + GRACE_MS).toISOString();
  return {
    v: 1,
    kind: 'attempt',
    owner: attemptId,
    version: 2,
    dueAt,
    messages: [{ queue: 'provision', body }],
  };
};

/** The attempt as it is, if this very user may complete it now; nobody else's try leaves anything behind. */
const readOwn = async (deps: Deps, { attemptId, org, userId, trace }: Completion): Promise<OauthAttempt> => {
  const attempt = await deps.connections.attempt(attemptId);
  if (attempt === undefined) throw new HubError('not_found', { detail: 'There is no such attempt.' });
  if (attempt.org !== org || attempt.userId !== userId) {
    if (attempt.step !== 'completed') await wipeAttempt(deps)(attempt, trace);
    throw new HubError('forbidden', { detail: 'Only the user who started an attempt can complete it.' });
  }
  const isOver = attempt.step !== 'completed' && Date.parse(attempt.expiresAt) <= deps.clock.now();
  if (isOver || attempt.step === 'forgotten')
    throw new HubError('link_expired', { detail: 'This attempt has ended: start to connect again.' });
  return attempt;
};

const grantedOf = async (deps: Deps, attempt: OauthAttempt): Promise<Omit<Granted, 'before' | 'access'>> => {
  if (attempt.step !== 'granted' || attempt.grant === undefined)
    throw new HubError('not_found', { detail: 'Nothing was granted for this attempt yet.' });
  const { platforms } = await deps.settings.read(attempt.org);
  const provider = providerOf(attempt.platform);
  const { requiredScopes } = deps.authorizations[provider];
  return {
    provider,
    attempt: { ...attempt, grant: attempt.grant },
    required: requiredScopes.filter(({ optional }) => !optional).map(({ scope }) => scope),
    platforms: SERVED[provider].filter((platform) => platforms.includes(platform)),
    vault: deps.vault.chosen,
    id: deps.ids.next('con'),
    newFeedId: () => deps.ids.feed(),
    at: new Date(deps.clock.now()).toISOString(),
  };
};

const completed = (
  attempt: OauthAttempt,
  connection: Connection,
  before: Granted['before'],
): OauthAttempt => ({
  ...attempt,
  version: attempt.version + 1,
  step: 'completed',
  connectionId: connection.id,
  epoch: connection.epoch,
  ...(before && {
    previous: {
      feedId: before.feedId,
      feedIds: connectedFeeds(before).map(({ feedId }) => feedId),
      tokenEpoch: before.tokenEpoch ?? before.epoch,
    },
  }),
});

const judgeGranted = async (deps: Deps, attempt: Granted['attempt']): Promise<Judgement> => {
  const judged = await judgeAccount(deps)(attempt, attempt.grant);
  if (judged.refused !== undefined && judged.leaving) throw stillLeaving();
  return judged;
};

/** One transaction: claim, connection, feeds, what is owed. Undefined when something has changed meanwhile. */
const commitCompletion = async (
  deps: Deps,
  completion: Completion,
  attempt: OauthAttempt,
): Promise<string | undefined> => {
  const granted = await grantedOf(deps, attempt);
  const register = await deps.connections.register(attempt.org, attempt.userId);
  const { refused, connection: before } = await judgeGranted(deps, granted.attempt);
  const tokens = await attemptSecrets(deps.sealer).tokens(attempt);
  if (refused !== undefined || tokens === undefined) {
    // A refusal counts only for the attempt as it was judged: completed meanwhile, it is not refused.
    if (!(await wipeAttempt(deps)(attempt, completion.trace))) return undefined;
    throw await refusalOf(deps, attempt, refused ?? 'busy');
  }
  const id = before?.id ?? granted.id;
  const epoch = (before?.epoch ?? 0) + 1;
  const context = accessContext({ org: attempt.org, userId: attempt.userId, id, epoch });
  const access = {
    sealed: await deps.sealer.seal(tokens.accessToken, context),
    expiresAt: tokens.accessExpiresAt,
  };
  const made = newConnection({ ...granted, before, access });
  const { outcome } = await deps.connections.commit({
    ...made,
    ...(before === undefined && { register: { ...register, version: register.version + 1 } }),
    attempt: completed(attempt, made.connection, before),
    due: [finishing(completion, id, deps.clock.now())],
    removeRefusal: { org: attempt.org, userId: attempt.userId, provider: granted.provider },
    answerRequests: attempt,
  });
  // A claim that somebody else was faster to take is judged once more, and refused then.
  return outcome === 'committed' ? id : undefined;
};

/** Makes the connection of a granted attempt, once. Repeated by the same user it answers the same. */
export const completeAttempt =
  (deps: Deps) =>
  (completion: Completion): Promise<{ readonly connectionId: string }> =>
    untilWritten(async () => {
      const attempt = await readOwn(deps, completion);
      const isDone = attempt.step === 'completed';
      const connectionId = isDone ? attempt.connectionId : await commitCompletion(deps, completion, attempt);
      return connectionId === undefined ? undefined : { connectionId };
    });
