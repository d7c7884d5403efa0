import { createHash } from 'node:crypto';
import type { GuestLink } from '../../events/stored/guest-link.ts';
import type { Notice } from '../../events/stored/notice.ts';
import type { Letter, Reader } from '../ports/letters.ts';
import type { SendResult } from '../ports/mailer.ts';
import { guestTokenHash } from './guest-token.ts';
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

const deliver = async (
  deps: NoticeDeps,
  claim: Notice,
  before: Notice | undefined,
  raw: Uint8Array,
): Promise<SendResult> => {
  try {
    return await deps.mailer.send({ to: claim.to.email, raw, tag: tagOf(claim) });
  } catch (error) {
    await deps.notices.put(released(claim, before));
    throw error;
  }
};

const conclude = async (
  { notices, clock }: NoticeDeps,
  claim: Notice,
  { notice }: Task,
  result: SendResult,
): Promise<void> => {
  const at = new Date(clock.now()).toISOString();
  if (claim.sending === undefined) return;
  if (result.outcome === 'sent')
    await notices.put(finished(claim, claim.sending, { state: 'sent', at, messageId: result.messageId }));
  if (result.outcome === 'refused')
    await notices.put(finished(claim, claim.sending, { state: 'failed', at, reason: result.reason }));
  if (result.outcome === 'throttled') await notices.put(released(claim, notice));
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
    if (!(await deps.notices.put(claim, link))) return { outcome: 'lost' };
    const result = await deliver(deps, claim, task.notice, raw);
    await conclude(deps, claim, task, result);
    return result;
  };
