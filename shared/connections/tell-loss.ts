import type { LossMail } from '../../events/internal/loss-mail.ts';
import { judgeRequest } from '../domain/judge-request.ts';
import { isLasting, lossId } from '../domain/loss.ts';
import { lossMailDay, nextLossMail } from '../domain/loss-mails.ts';
import { MAIN_PLATFORM } from '../domain/provider-of.ts';
import type { Connections } from '../ports/connections.ts';
import type { Dues } from '../ports/dues.ts';
import type { Log } from '../ports/log.ts';
import type { OrgSettingsStore } from '../ports/org-settings-store.ts';
import type { People } from '../ports/people.ts';
import { type LossMailDeps, mailLoss, type Telling } from './mail-loss.ts';

type Deps = LossMailDeps & {
  readonly connections: Pick<Connections, 'ofUser'>;
  readonly people: Pick<People, 'readMany'>;
  readonly settings: Pick<OrgSettingsStore, 'read'>;
  readonly dues: Pick<Dues, 'put' | 'remove'>;
  readonly log: Log;
};

type Situation = Omit<Telling, 'day'> & { readonly mayHear: boolean };

/** Undefined: there is nobody to tell any more, or nothing. */
const readSituation = async (deps: Deps, work: LossMail): Promise<Situation | undefined> => {
  const { org, userId, connectionId } = work;
  const connections = await deps.connections.ofUser(org, userId);
  const connection = connections.find(({ id }) => id === connectionId);
  if (connection === undefined || !isLasting(work, connection)) return undefined;
  const [[to], settings] = await Promise.all([deps.people.readMany(org, [userId]), deps.settings.read(org)]);
  if (to === undefined) return undefined;
  // Whoever an admin could not ask to reconnect is not told to, either.
  const asked = {
    action: 'request-reconnect',
    platform: MAIN_PLATFORM[connection.provider],
    person: to,
    settings,
  } as const;
  const mayHear = judgeRequest({ ...asked, connections: [connection] }) === 'sent';
  return { work, connection, to, settings, mayHear };
};

/** When the due item of this loss comes back; undefined = never. */
const goOn = async (deps: Deps, { work, connection, mayHear, ...about }: Situation) => {
  const now = deps.clock.now();
  const day = mayHear ? lossMailDay(connection.state, work.since, now) : undefined;
  const told = day === undefined ? 'done' : await mailLoss(deps)({ ...about, work, connection, day });
  if (told === 'done') return nextLossMail(connection.state, work.since, now);
  return new Date(deps.clock.now() + told.comeAgain * 1000).toISOString();
};

/**
 * Tells a user that a connection of theirs was lost: at once, and on some days after, until they have connected or disconnected it.
 * Every message may come twice or late: what was told stands in the notice, and when to come again on the due item.
 */
export const tellLoss =
  (deps: Deps) =>
  async (work: LossMail): Promise<void> => {
    const owner = lossId(work);
    const situation = await readSituation(deps, work);
    const dueAt = situation && (await goOn(deps, situation));
    if (dueAt === undefined) {
      deps.log.info('loss.told', { connectionId: work.connectionId, trace: work.trace });
      return deps.dues.remove('loss_mail', owner);
    }
    await deps.dues.put({
      v: 1,
      kind: 'loss_mail',
      owner,
      version: 1,
      dueAt,
      messages: [{ queue: 'mail', body: work }],
    });
  };
