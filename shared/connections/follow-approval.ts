import type { ApprovalMail } from '../../events/internal/approval-mail.ts';
import type { ApprovalWait } from '../../events/stored/approval-wait.ts';
import type { Due } from '../../events/stored/due.ts';
import type { Run, RunOutcomes } from '../../events/stored/run.ts';
import { untilWritten } from '../people/until-written.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { requestsDue } from './requests-due.ts';
import { runOfMany } from './run-of-many.ts';

type Deps = Pick<ConnectionDeps, 'queues' | 'clock' | 'ids' | 'log'> & {
  readonly connections: Pick<ConnectionDeps['connections'], 'awaiting' | 'commit'>;
};

/** Each takes two of the hundred writes of a transaction. */
const AT_ONCE = 40;
/** Whoever stood before the wall when it fell waits only from their attempt's end on; looked for until all of these have ended. */
const FOLLOWED_MS = 30 * 60_000;

/** The first of those who began to wait before the approval, all of one platform. */
const nextWaits = async (
  { connections }: Deps,
  { org, approvedAt }: ApprovalMail,
): Promise<readonly ApprovalWait[]> => {
  const waits = await connections.awaiting(org, 'microsoft');
  const told = waits.filter(({ startedAt }) => startedAt <= approvedAt);
  return told.filter(({ platform }) => platform === told[0]?.platform).slice(0, AT_ONCE);
};

/** The run that asks them; nobody of ours has begun it. */
const runFor = (deps: Deps, { org }: ApprovalMail, waits: readonly ApprovalWait[]): Run | undefined => {
  const platform = waits[0]?.platform;
  if (platform === undefined) return undefined;
  const at = new Date(deps.clock.now()).toISOString();
  const outcomes = waits.map(({ userId }) => ({ userId, outcome: 'sent' as const }));
  const result: RunOutcomes = { action: 'invite', platform, approved: true, outcomes };
  return runOfMany(deps.ids.next('run'), { org, userId: '', at }, result, 'queued');
};

/** One transaction: the wait is over and the mail is owed, so that nobody is asked twice, and nobody left out. Null: nobody waits. */
const askSome = (deps: Deps, message: ApprovalMail): Promise<Due | null> =>
  untilWritten(async () => {
    const approved = await nextWaits(deps, message);
    const run = runFor(deps, message, approved);
    if (run === undefined) return null;
    const { org, trace } = message;
    const due = requestsDue({ org, runId: run.id, trace }, deps.clock.now());
    const { outcome } = await deps.connections.commit({ run, due: [due], approved });
    return outcome === 'committed' ? due : undefined;
  });

const send = async ({ queues, log }: Deps, due: Due, trace: string): Promise<void> => {
  try {
    await queues.send(due.messages);
  } catch (error) {
    // The due item sends it a minute later.
    log.error('approval.enqueue_failed', error, { requestId: trace, runId: due.owner });
  }
};

/** Asks everybody to finish connecting who waited for this approval; whoever was asked waits no more, so repeating it asks nobody twice. */
export const followApproval =
  (deps: Deps) =>
  async (message: ApprovalMail): Promise<void> => {
    let owed = await askSome(deps, message);
    while (owed !== null) {
      await send(deps, owed, message.trace);
      owed = await askSome(deps, message);
    }
    if (deps.clock.now() >= Date.parse(message.approvedAt) + FOLLOWED_MS)
      await deps.connections.commit({ removeDue: [{ kind: 'approval', owner: message.org }] });
  };
