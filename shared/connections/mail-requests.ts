import type { RequestMail } from '../../events/internal/request-mail.ts';
import { type Run, RunOutcomes } from '../../events/stored/run.ts';
import { LEASE_WAIT_S } from '../domain/mail-lease.ts';
import type { Connections } from '../ports/connections.ts';
import type { OrgSettingsStore } from '../ports/org-settings-store.ts';
import type { Queues } from '../ports/queues.ts';
import { type Mailed, mailRequest, type RequestMailDeps } from './mail-request.ts';
import { countOutcomes } from './run-of-many.ts';

type Deps = Omit<RequestMailDeps, 'connections'> & {
  readonly connections: Pick<Connections, 'ofUser' | 'run' | 'commit'>;
  readonly settings: Pick<OrgSettingsStore, 'read'>;
  readonly queues: Queues;
};
type Each = RunOutcomes['outcomes'][number];

/** Well before the function's time is up. */
const WORK_MS = 35_000;
const AT_ONCE = 5;

interface Findings {
  readonly outcomes: Map<string, Each['outcome']>;
  readonly comeAgain: number[];
  readonly errors: unknown[];
  throttled: boolean;
}

/** One person's failure stops nobody else. */
const learn = (findings: Findings, userId: string, result: PromiseSettledResult<Mailed>): void => {
  if (result.status === 'rejected') {
    findings.errors.push(result.reason);
    return;
  }
  const { value } = result;
  if ('outcome' in value) {
    findings.outcomes.set(userId, value.outcome);
    return;
  }
  findings.comeAgain.push(value.comeAgain);
  findings.throttled ||= value.throttled === true;
};

const mailAll = async (
  deps: Deps,
  run: Run,
  { action, platform, approved, outcomes }: RunOutcomes,
  trace: string,
): Promise<Findings> => {
  const findings: Findings = { outcomes: new Map(), comeAgain: [], errors: [], throttled: false };
  if (action === 'remove' || action === 'sync') return findings;
  const settings = await deps.settings.read(run.org);
  const pending = outcomes.filter(({ outcome }) => outcome === 'sent').map(({ userId }) => userId);
  const stopAt = deps.clock.now() + WORK_MS;
  for (let at = 0; at < pending.length && !findings.throttled; at += AT_ONCE) {
    if (deps.clock.now() >= stopAt) {
      findings.comeAgain.push(1);
      break;
    }
    const some = pending.slice(at, at + AT_ONCE);
    const ask = (userId: string) =>
      mailRequest(deps)({ action, platform, approved, run, userId, settings, trace });
    const results = await Promise.allSettled(some.map(ask));
    for (const [index, result] of results.entries()) learn(findings, some[index] ?? '', result);
  }
  return findings;
};

const finish = async (deps: Deps, run: Run, result: RunOutcomes): Promise<void> => {
  const finishedAt = new Date(deps.clock.now()).toISOString();
  const done = { state: 'done', finishedAt, counts: countOutcomes(result), result } as const;
  // Whoever else has finished it has written the same.
  await deps.connections.commit({
    run: { ...run, version: run.version + 1, ...done },
    removeDue: [{ kind: 'run', owner: run.id }],
  });
};

/** Mails everybody whom a run asks to connect and who was not mailed yet; a message more or less changes nothing. */
export const mailRequests =
  (deps: Deps) =>
  async (message: RequestMail): Promise<void> => {
    const run = await deps.connections.run(message.org, message.runId);
    if (run?.state !== 'queued') return;
    const result = RunOutcomes.parse(run.result);
    const { outcomes, comeAgain, errors } = await mailAll(deps, run, result, message.trace);
    const [delay] = comeAgain.toSorted((a, b) => a - b);
    // What waits longer is left to the run's due item.
    if (delay !== undefined && delay <= LEASE_WAIT_S)
      await deps.queues.send([{ queue: 'mail', body: message }], delay);
    const [cause] = errors;
    if (cause !== undefined)
      throw new AggregateError(errors, 'some people could not be written to', { cause });
    if (delay === undefined)
      await finish(deps, run, {
        ...result,
        outcomes: result.outcomes.map((each) => ({
          ...each,
          outcome: outcomes.get(each.userId) ?? each.outcome,
        })),
      });
  };
