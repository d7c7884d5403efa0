import { createHash } from 'node:crypto';
import type { GuestLink } from '../../events/stored/guest-link.ts';
import type { Notice } from '../../events/stored/notice.ts';
import type { Letter, Reader } from '../ports/letters.ts';
import type { SendResult } from '../ports/mailer.ts';
import type { NoticeRecord } from '../ports/notices.ts';
import { guestTokenHash } from './guest-token.ts';
import { mailActivity } from './mail-activity.ts';
import type { NoticeDeps } from './notice-deps.ts';
import { claimed, finished, released } from './notice-states.ts';
import type { Situation, Task } from './read-situation.ts';

type Mail = Letter['mail'];

/** lost: somebody else was first with this reader. */
export type SendOutcome = SendResult | { readonly outcome: 'lost' };

/** Longer than any worker lives: an answer that has not come by then never will. */
const LEASE_MS = 3 * 60_000;
const LINK_OUTLIVES_MS = 30 * 24 * 3_600_000;

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

const hostsOf = ({ booking, people }: Situation): Letter['hosts'] =>
  booking.hosts.map(({ userId, name }) => {
    const person = people.find(({ id }) => id === userId);
    return { userId, name: person?.name ?? name, email: person?.email };
  });

const linkOf = ({ booking }: Situation, { person }: Reader): GuestLink => ({
  v: 1,
  org: booking.org,
  bookingId: booking.id,
  guestId: person.slice('guest:'.length),
  expiresAt: later(booking.end, LINK_OUTLIVES_MS),
});

/** Letters, digits, `_` and `-` only; found again in delivery events. */
const tagOf = ({ bookingId, person, sending }: Notice): string =>
  `${bookingId}_${sending?.sequence}_${createHash('sha256').update(person).digest('hex').slice(0, 16)}`;

const isKeyHolder = ({ role, present }: Reader, { kind }: Mail): boolean =>
  role === 'guest' && present && kind !== 'cancellation';

/** One mail on its way. */
interface Dispatch {
  readonly claim: Notice;
  readonly mail: Mail;
  /** As it was before it was claimed. */
  readonly before: Notice | undefined;
  /** The line of the booking's history that says so. */
  readonly line: (outcome: Parameters<ReturnType<typeof mailActivity>>[1]) => NoticeRecord;
}

const deliver = async (
  { mailer, notices }: NoticeDeps,
  { claim, before, line }: Dispatch,
  raw: Uint8Array,
): Promise<SendResult> => {
  try {
    return await mailer.send({ to: claim.to.email, raw, tag: tagOf(claim) });
  } catch (error) {
    await notices.put(
      released(claim, before),
      undefined,
      line({ outcome: 'throttled', reason: 'sending_paused' }),
    );
    throw error;
  }
};

/** The notice as the answer leaves it. */
const concluded = ({ claim, mail, before }: Dispatch, result: SendResult, at: string): Notice => {
  if (result.outcome === 'sent')
    return finished(claim, mail, { state: 'sent', at, messageId: result.messageId });
  if (result.outcome === 'refused')
    return finished(claim, mail, { state: 'failed', at, reason: result.reason });
  return result.outcome === 'throttled' ? released(claim, before) : { ...claim, version: claim.version + 1 };
};

/**
 * One mail to one reader, once: claimed before it is sent, so that a crash at any line neither loses nor doubles it.
 * After an unknown outcome the claim stays until its lease ends.
 */
export const sendNotice =
  (deps: NoticeDeps) =>
  async (situation: Situation, task: Task, mail: Mail, trace: string): Promise<SendOutcome> => {
    const { booking, at } = situation;
    const { reader } = task;
    const token = isKeyHolder(reader, mail) ? deps.ids.secret() : undefined;
    const letter = {
      mail,
      reader,
      booking,
      hosts: hostsOf(situation),
      settings: situation.settings,
      at,
      trace,
    };
    const raw = await deps.letters.write({ ...letter, ...(token && { token }) });
    const claim = claimed(booking, task, { ...mail, until: later(at, LEASE_MS) }, at);
    const link = token ? { tokenHash: guestTokenHash(token), link: linkOf(situation, reader) } : undefined;
    const { kind, told, attempt } = mail;
    const about = { person: reader.person, kind, revision: told.revision, attempt };
    const line: Dispatch['line'] = (outcome) => mailActivity(deps, booking, trace)(about, outcome);
    if (!(await deps.notices.put(claim, link, line({ outcome: 'queued' })))) return { outcome: 'lost' };
    const dispatch = { claim, mail, before: task.notice, line };
    const result = await deliver(deps, dispatch, raw);
    const { outcome } = result;
    const said = { outcome, ...('reason' in result && { reason: result.reason }) };
    const now = new Date(deps.clock.now()).toISOString();
    await deps.notices.put(concluded(dispatch, result, now), undefined, line(said));
    return result;
  };
