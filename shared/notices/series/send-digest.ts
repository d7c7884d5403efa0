import { createHash } from 'node:crypto';
import type { SeriesNotice } from '../../../events/stored/series-notice.ts';
import { leaseFrom } from '../../domain/mail-lease.ts';
import type { SeriesPremises } from '../../ports/series.ts';
import { type ClaimEnd, sendOnce } from '../send-once.ts';
import { digestLetter } from './digest-letter.ts';
import type { Digest } from './digests-of.ts';
import type { SeriesNoticeDeps } from './series-notice-deps.ts';
import { type SeriesSituation, tasksOf } from './series-situation.ts';
import { writeDownDigest } from './write-down-digest.ts';

type Sending = NonNullable<SeriesNotice['sending']>;

export interface DigestTask {
  readonly address: string;
  readonly sending: Omit<Sending, 'until' | 'done'>;
  readonly only?: SeriesPremises;
  readonly trace: string;
}

/** lost: somebody else was first, or nothing of it can be said any more. */
export type DigestOutcome = Awaited<ReturnType<ReturnType<typeof sendOnce>>>;

const lastSequence = ({ situations }: SeriesSituation, address: string): number =>
  tasksOf(situations, address).reduce(
    (last, { task: { notice } }) => Math.max(last, notice?.sequence ?? -1, notice?.sending?.sequence ?? -1),
    -1,
  );

/** What one address is told now, and on what that was decided. */
export const digestTask = (
  situation: SeriesSituation,
  { address, news }: Digest,
  trace: string,
): DigestTask => {
  const lines = news.map(({ situation: { booking }, task, mail: { kind, told, previous } }) => ({
    bookingId: booking.id,
    person: task.reader.person,
    to: task.reader.to,
    ...{ kind, told },
    ...(previous && { previous }),
  }));
  const told = news.map(({ situation: { booking }, task: { reader, notice } }) => ({
    bookingId: booking.id,
    person: reader.person,
    version: notice?.version ?? 0,
  }));
  const sequence = lastSequence(situation, address) + 1;
  return {
    address,
    sending: { lines, sequence, attempt: 1 },
    only: { series: situation.series, told },
    trace,
  };
};

const tagOf = ({ series }: SeriesSituation, { address, sending }: DigestTask): string =>
  `${series.id}_${sending.sequence}_${createHash('sha256').update(address).digest('hex').slice(0, 16)}`;

const blank = ({ series: { org, id } }: SeriesSituation, address: string): SeriesNotice => ({
  ...{ v: 1, org, seriesId: id, address, version: 0 },
});

/** A mail before this one takes its time: a meeting that was changed meanwhile is told as it is now, by who comes in a second. */
const isAsRead = async (
  { series: store }: SeriesNoticeDeps,
  { series, situations }: SeriesSituation,
): Promise<boolean> => {
  const revisions = new Map(situations.map(({ booking: { id, revision } }) => [id, revision]));
  const now = await store.bookings(series.org, [...revisions.keys()]);
  return now.every(({ id, revision }) => revision === revisions.get(id));
};

/**
 * One mail about several meetings to one address, once: claimed, sent, then written down with every meeting. Whoever dies in between is
 * followed by whoever reads the claim: after the lease it goes again, unless it is known to have left.
 */
export const sendDigest =
  (deps: SeriesNoticeDeps) =>
  async (situation: SeriesSituation, task: DigestTask): Promise<DigestOutcome> => {
    const { address, sending, trace } = task;
    const written = digestLetter(deps, situation, { address, sending, trace });
    if (written === undefined) return { outcome: 'lost' };
    if (!(await isAsRead(deps, situation))) return { outcome: 'throttled', comeAgain: 1 };
    const raw = await deps.seriesLetters.write(written.letter);
    await deps.series.putLinks(written.links);
    const at = new Date(deps.clock.now()).toISOString();
    const before = situation.notices.find((each) => each.address === address) ?? blank(situation, address);
    const claim = { ...before, version: before.version + 1, sending: { ...sending, until: leaseFrom(at) } };
    const end = async (how: ClaimEnd): Promise<void> => {
      const { sending: claimed, ...rest } = claim;
      const free = { ...rest, version: claim.version + 1 };
      if (!('told' in how)) {
        await deps.series.putNotice(free);
        return;
      }
      const messageId = how.outcome === 'sent' && { messageId: how.messageId };
      const done = { ...free, sending: { ...claimed, done: { ...how.told, ...messageId } } };
      if (!(await deps.series.putNotice(done))) return;
      await writeDownDigest(deps)(situation.situations, done, trace);
      await deps.series.putNotice({ ...free, version: done.version + 1 });
    };
    const to = written.letter.letters[0].reader.to.email;
    const claims = { take: () => deps.series.putNotice(claim, task.only), end };
    return sendOnce(deps)({ to, raw, tag: tagOf(situation, task) }, claims);
  };
