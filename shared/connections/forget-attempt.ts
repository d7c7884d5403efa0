import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { ApprovalWait } from '../../events/stored/approval-wait.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import type { Provider } from '../../events/stored/provider.ts';
import type { Refusal } from '../../events/stored/refusal.ts';
import { awaitsApproval } from '../domain/awaits-approval.ts';
import { providerOf } from '../domain/provider-of.ts';
import { type AdoptDeps, adoptClaimed } from './adopt-claimed.ts';
import { attemptDue } from './attempt-due.ts';
import { attemptStart } from './attempt-life.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { giveBackTokens } from './give-back-tokens.ts';

export type ForgetDeps = Pick<ConnectionDeps, 'connections' | 'authorizations' | 'sealer' | 'clock' | 'log'> &
  AdoptDeps;

/** The tokens of a forgotten attempt go back, then they are wiped; while the provider is out of reach its timer goes on. */
const giveBack = async (deps: ForgetDeps, forgotten: OauthAttempt, trace: string): Promise<void> => {
  const { attempt, isDone } = await giveBackTokens(deps)(forgotten, trace);
  const { sealed: _, grant: __, adopted: ___, ...kept } = attempt;
  if (isDone)
    await deps.connections.commit({
      attempt: { ...kept, version: attempt.version + 1 },
      removeDue: [{ kind: 'attempt', owner: attempt.id }],
    });
};

/** What its user waits for after this refusal. */
const waitAfter = (attempt: OauthAttempt, refusal: Refusal): ApprovalWait => ({
  ...refusal,
  startedAt: attemptStart(attempt),
});

/** Ends an attempt and gives its tokens back; false when it has gone on meanwhile. */
export const wipeAttempt =
  (deps: ForgetDeps) =>
  async (attempt: OauthAttempt, trace: string, refusal?: Refusal): Promise<boolean> => {
    const { sealed, ...kept } = attempt;
    const forgotten: OauthAttempt = {
      ...kept,
      version: attempt.version + 1,
      step: 'forgotten',
      ...(sealed && attempt.step !== 'started' && { sealed }),
    };
    const { outcome } = await deps.connections.commit({
      attempt: forgotten,
      ...(refusal && { refusal }),
      ...(refusal && awaitsApproval(refusal) && { awaits: waitAfter(attempt, refusal) }),
    });
    if (outcome !== 'committed') return false;
    try {
      await giveBack(deps, forgotten, trace);
    } catch (error) {
      // Its timer comes back to it.
      deps.log.error('connect.give_back_waits', error, { requestId: trace });
    }
    return true;
  };

const WATCH_MS = 60_000;

/** Somebody else may complete an older consent of the same account any time, whose tokens this one has ended. */
const nextLook = ({ platform, adopted, expiresAt }: OauthAttempt, now: number): string => {
  const soon = new Date(now + WATCH_MS).toISOString();
  const isWatched = providerOf(platform) === 'zoom' && adopted === undefined;
  return isWatched && soon < expiresAt ? soon : expiresAt;
};

/** Its user has yet to complete it: then it is only seen to that whoever has the account keeps working. */
const keep = async (deps: ForgetDeps, granted: OauthAttempt, trace: string): Promise<void> => {
  const attempt = await adoptClaimed(deps)(granted);
  await deps.connections.commit({
    attempt: { ...attempt, version: attempt.version + 1 },
    due: [attemptDue(attempt, nextLook(attempt, deps.clock.now()), trace)],
  });
};

/** They show a page of their own where an admin has to approve the app first, and nobody comes back from it: then the card says so. */
const SILENT: ReadonlySet<Provider> = new Set<Provider>(['microsoft', 'zoom']);
const AT_WORK: ReadonlySet<Connection['state']> = new Set<Connection['state']>(['connected', 'connecting']);

/** Undefined where another try has come to something since, or to a word of the provider's. */
const lostRefusal = async (
  { connections, clock }: ForgetDeps,
  attempt: OauthAttempt,
): Promise<Refusal | undefined> => {
  const { org, userId, platform, step } = attempt;
  const provider = providerOf(platform);
  if (step !== 'started' || !SILENT.has(provider)) return undefined;
  const [own, refusals] = await Promise.all([
    connections.ofUser(org, userId),
    connections.refusals(org, userId),
  ]);
  const startedAt = attemptStart(attempt);
  if (refusals.some((each) => each.provider === provider && each.at > startedAt)) return undefined;
  if (own.some((each) => each.provider === provider && AT_WORK.has(each.state))) return undefined;
  const at = new Date(clock.now()).toISOString();
  return { v: 1, org, userId, provider, platform, code: 'attempt_expired', at };
};

/** Undoes what was not completed in time, and goes on with what was left in the middle. */
export const forgetAttempt =
  (deps: ForgetDeps) =>
  async ({ attemptId, trace }: Extract<ProvisionWork, { kind: 'forget_attempt' }>): Promise<void> => {
    const attempt = await deps.connections.attempt(attemptId);
    if (attempt === undefined) {
      await deps.connections.commit({ removeDue: [{ kind: 'attempt', owner: attemptId }] });
      return;
    }
    if (attempt.step === 'forgotten') return giveBack(deps, attempt, trace);
    // A completed one is finished by its own message.
    if (attempt.step === 'completed') return;
    const isOver = Date.parse(attempt.expiresAt) <= deps.clock.now();
    if (attempt.step === 'granted' && !isOver) return keep(deps, attempt, trace);
    await wipeAttempt(deps)(attempt, trace, await lostRefusal(deps, attempt));
  };
