import { createHash } from 'node:crypto';
import type { ConnectLink } from '../../events/stored/connect-link.ts';
import type { ConnectRequest } from '../../events/stored/connect-request.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';
import type { Outcome, Run, RunOutcomes } from '../../events/stored/run.ts';
import { cardState } from '../domain/card-state.ts';
import { judgeRequest } from '../domain/judge-request.ts';
import { untilWritten } from '../people/until-written.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectRequests } from '../ports/connect-requests.ts';
import type { Connections } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';
import type { Mailer, SendResult } from '../ports/mailer.ts';
import type { People } from '../ports/people.ts';
import type { RequestLetters } from '../ports/request-letters.ts';
import { requestTokenHash } from './request-token.ts';

export interface RequestMailDeps {
  readonly requests: ConnectRequests;
  readonly connections: Pick<Connections, 'ofUser'>;
  readonly people: Pick<People, 'readMany'>;
  readonly requestLetters: RequestLetters;
  readonly mailer: Mailer;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** What one person is asked, by which run. */
export interface Asking extends Pick<RunOutcomes, 'platform'> {
  readonly action: ConnectRequest['action'];
  readonly run: Run;
  readonly userId: string;
  readonly settings: OrgSettings;
  readonly trace: string;
}

/** What has come of it, or in how many seconds to look again; `throttled` = nobody else's mail would go now. */
export type Mailed =
  | { readonly outcome: Outcome }
  | { readonly comeAgain: number; readonly throttled?: true };

/** Longer than any worker lives: an answer that has not come by then never will. */
const LEASE_MS = 3 * 60_000;
const LIFE_MS = 14 * 24 * 3_600_000;
const ANSWER_WAIT_S = 181;

const after = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** What is known without doing anything: it was mailed, somebody is mailing it, or a later request has taken its place. */
const known = (request: ConnectRequest | undefined, { run }: Asking, now: string): Mailed | undefined => {
  if (request === undefined) return undefined;
  if (request.runId !== run.id) return request.createdAt > run.startedAt ? { outcome: 'sent' } : undefined;
  if (request.mail) return { outcome: request.mail.state };
  return request.sending && request.sending.until > now ? { comeAgain: ANSWER_WAIT_S } : undefined;
};

const claimOf = (
  { run, userId, platform, action }: Asking,
  before: ConnectRequest | undefined,
  now: string,
): ConnectRequest => ({
  v: 1,
  org: run.org,
  userId,
  platform,
  runId: run.id,
  action,
  by: run.userId,
  version: (before?.version ?? 0) + 1,
  createdAt: run.startedAt,
  expiresAt: after(run.startedAt, LIFE_MS),
  sending: { until: after(now, LEASE_MS) },
});

const linkOf = ({ v, org, userId, platform, runId, expiresAt }: ConnectRequest): ConnectLink => ({
  v,
  org,
  userId,
  platform,
  runId,
  expiresAt,
});

/** Writes down what became of the mail, unless the request has been answered or replaced meanwhile; without `mail` it is owed again. */
const settle = (
  { requests }: RequestMailDeps,
  { org, userId, platform, runId }: ConnectRequest,
  mail?: ConnectRequest['mail'],
): Promise<boolean> =>
  untilWritten(async () => {
    const current = await requests.read(org, userId, platform);
    if (current?.runId !== runId) return false;
    const { sending: _, ...rest } = current;
    const next = { ...rest, version: current.version + 1, ...(mail && { mail }) };
    return (await requests.put(next)) ? true : undefined;
  });

const conclude = async (
  deps: RequestMailDeps,
  claim: ConnectRequest,
  result: SendResult,
): Promise<Mailed> => {
  const at = new Date(deps.clock.now()).toISOString();
  if (result.outcome === 'unknown') return { comeAgain: ANSWER_WAIT_S };
  if (result.outcome === 'throttled') {
    await settle(deps, claim);
    return { comeAgain: result.retryAfterSeconds, throttled: true };
  }
  if (result.outcome === 'refused') {
    await settle(deps, claim, { state: 'failed', at, reason: result.reason });
    return { outcome: 'failed' };
  }
  await settle(deps, claim, { state: 'sent', at });
  return { outcome: 'sent' };
};

/** Letters, digits, `_` and `-` only; found again in delivery events. */
const tagOf = ({ runId, userId }: ConnectRequest): string =>
  `${runId}_${createHash('sha256').update(userId).digest('hex').slice(0, 16)}`;

const send = async (
  deps: RequestMailDeps,
  claim: ConnectRequest,
  to: Person,
  raw: Uint8Array,
): Promise<SendResult> => {
  try {
    return await deps.mailer.send({ to: to.email, raw, tag: tagOf(claim) });
  } catch (error) {
    await settle(deps, claim);
    throw error;
  }
};

/** One mail to one person, once: claimed before it is sent, so that a crash at any line neither loses nor doubles it. */
export const mailRequest =
  (deps: RequestMailDeps) =>
  async (asking: Asking): Promise<Mailed> => {
    const { run, userId, platform, settings, trace } = asking;
    const now = new Date(deps.clock.now()).toISOString();
    const before = await deps.requests.read(run.org, userId, platform);
    const settled = known(before, asking, now);
    if (settled) return settled;
    const [people, connections] = await Promise.all([
      deps.people.readMany(run.org, [userId, run.userId]),
      deps.connections.ofUser(run.org, userId),
    ]);
    const person = people.find(({ id }) => id === userId);
    const outcome = judgeRequest({ ...asking, person, connections });
    if (person === undefined || outcome !== 'sent') return { outcome };
    const request = claimOf(asking, before, now);
    const token = deps.ids.secret();
    const asker = people.find(({ id }) => id === run.userId);
    const needsConsent =
      platform === 'google_calendar' || cardState('google_calendar', connections) !== 'connected';
    const raw = await deps.requestLetters.write({
      request,
      to: person,
      asker,
      needsConsent,
      settings,
      token,
      at: now,
      trace,
    });
    const link = { tokenHash: requestTokenHash(token), link: linkOf(request) };
    if (!(await deps.requests.put(request, link))) return { comeAgain: 1 };
    return conclude(deps, request, await send(deps, request, person, raw));
  };
