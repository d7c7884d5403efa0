import { createHash } from 'node:crypto';
import type { ConnectLink } from '../../events/stored/connect-link.ts';
import type { ConnectRequest } from '../../events/stored/connect-request.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Outcome, Run, RunOutcomes } from '../../events/stored/run.ts';
import { cardState } from '../domain/card-state.ts';
import { judgeRequest } from '../domain/judge-request.ts';
import { LEASE_WAIT_S, leaseFrom } from '../domain/mail-lease.ts';
import { carrierOf } from '../domain/rides-on.ts';
import { sendOnce } from '../notices/send-once.ts';
import { untilWritten } from '../people/until-written.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectRequests } from '../ports/connect-requests.ts';
import type { Connections } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';
import type { Mailer } from '../ports/mailer.ts';
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
export interface Asking extends Pick<RunOutcomes, 'platform' | 'approved'> {
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

const LIFE_MS = 14 * 24 * 3_600_000;

/** What is known without doing anything: it was mailed, somebody is mailing it, or a later request has taken its place. */
const known = (request: ConnectRequest | undefined, { run }: Asking, now: string): Mailed | undefined => {
  if (request === undefined) return undefined;
  if (request.runId !== run.id) return request.createdAt > run.startedAt ? { outcome: 'sent' } : undefined;
  if (request.mail) return { outcome: request.mail.state };
  return request.sending && request.sending.until > now ? { comeAgain: LEASE_WAIT_S } : undefined;
};

const claimOf = (
  { run, userId, platform, action, approved }: Asking,
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
  ...(approved && { approved, ...(before && { follows: before.runId }) }),
  version: (before?.version ?? 0) + 1,
  createdAt: run.startedAt,
  expiresAt: new Date(Date.parse(run.startedAt) + LIFE_MS).toISOString(),
  sending: { until: leaseFrom(now) },
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

/** Letters, digits, `_` and `-` only; found again in delivery events. */
const tagOf = ({ runId, userId }: ConnectRequest): string =>
  `${runId}_${createHash('sha256').update(userId).digest('hex').slice(0, 16)}`;

/** One mail to one person, once. */
const send = async (
  deps: RequestMailDeps,
  request: ConnectRequest,
  { raw, to, token }: { readonly raw: Uint8Array; readonly to: string; readonly token: string },
): Promise<Mailed> => {
  const link = { tokenHash: requestTokenHash(token), link: linkOf(request) };
  const fate = await sendOnce(deps)(
    { to, raw, tag: tagOf(request) },
    {
      take: () => deps.requests.put(request, link),
      end: (how) => settle(deps, request, 'told' in how ? how.told : undefined),
    },
  );
  if (fate.outcome === 'lost') return { comeAgain: 1 };
  if ('told' in fate) return { outcome: fate.told.state };
  return { comeAgain: fate.comeAgain, ...(fate.outcome === 'throttled' && { throttled: true }) };
};

/** Asks one person, if they are still to be asked and were not mailed yet. */
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
    const carrier = carrierOf(platform);
    const needsConsent = carrier === undefined || cardState(carrier, connections) !== 'connected';
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
    return send(deps, request, { raw, to: person.email, token });
  };
