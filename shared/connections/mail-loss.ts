import type { LossMail } from '../../events/internal/loss-mail.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { LossNotice } from '../../events/stored/loss-notice.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';
import { lossId } from '../domain/loss.ts';
import { LEASE_WAIT_S, leaseFrom } from '../domain/mail-lease.ts';
import { sendOnce } from '../notices/send-once.ts';
import { untilWritten } from '../people/until-written.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { LossLetters } from '../ports/loss-letters.ts';
import type { LossNotices } from '../ports/loss-notices.ts';
import type { Mailer } from '../ports/mailer.ts';
import { eventsLeft } from './events-left.ts';

export interface LossMailDeps {
  readonly lossNotices: LossNotices;
  readonly lossLetters: LossLetters;
  readonly bookings: Pick<Bookings, 'listHost' | 'leftBy'>;
  readonly mailer: Mailer;
  readonly clock: Clock;
}

/** One user, the connection that they have lost, and the day since then whose mail is owed. */
export interface Telling {
  readonly work: LossMail;
  readonly connection: Connection;
  readonly to: Person;
  readonly settings: OrgSettings;
  readonly day: number;
}

/** Done with this day, or in how many seconds to look again. */
type Told = 'done' | { readonly comeAgain: number };

/** What is known without doing anything: this day's mail has gone, or somebody is sending it. */
const known = (notice: LossNotice | undefined, { day }: Telling, now: string): Told | undefined => {
  if (notice?.told !== undefined && notice.told.day >= day) return 'done';
  return notice?.sending && notice.sending.until > now ? { comeAgain: LEASE_WAIT_S } : undefined;
};

const claimOf = (
  { work: { org, userId, connectionId, since }, day }: Telling,
  before: LossNotice | undefined,
  now: string,
): LossNotice => ({
  v: 1,
  org,
  userId,
  connectionId,
  since,
  version: (before?.version ?? 0) + 1,
  sending: { day, until: leaseFrom(now) },
  ...(before?.since === since && before.told && { told: before.told }),
});

/** Ends a claim, unless it is somebody else's by now; without `told` the mail is owed again. */
const settle = (
  { lossNotices }: LossMailDeps,
  claim: LossNotice,
  told: LossNotice['told'] = claim.told,
): Promise<boolean> =>
  untilWritten(async () => {
    const present = await lossNotices.read(claim.org, claim.userId, claim.connectionId);
    if (present?.version !== claim.version) return false;
    const { sending: _, ...rest } = claim;
    const next = { ...rest, version: claim.version + 1, ...(told && { told }) };
    return (await lossNotices.put(next)) ? true : undefined;
  });

/** The mail of one day, once. */
export const mailLoss =
  (deps: LossMailDeps) =>
  async (telling: Telling): Promise<Told> => {
    const { work, connection, to, settings, day } = telling;
    const { org, userId, connectionId, since, trace } = work;
    const now = new Date(deps.clock.now()).toISOString();
    const found = await deps.lossNotices.read(org, userId, connectionId);
    const settled = known(found?.since === since ? found : undefined, telling, now);
    if (settled) return settled;
    const bookings = await eventsLeft(deps.bookings, connection, now);
    const raw = await deps.lossLetters.write({ connection, to, day, bookings, settings, at: now, trace });
    const claim = claimOf(telling, found, now);
    const tag = `${lossId(claim).replace('.', '_')}_${day}`;
    const fate = await sendOnce(deps)(
      { to: to.email, raw, tag },
      {
        take: () => deps.lossNotices.put(claim),
        end: (how) => settle(deps, claim, 'told' in how ? { day, ...how.told } : undefined),
      },
    );
    if (fate.outcome === 'lost') return { comeAgain: LEASE_WAIT_S };
    return 'told' in fate ? 'done' : { comeAgain: fate.comeAgain };
  };
