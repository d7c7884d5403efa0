import { createHash } from 'node:crypto';
import type { GuestLink } from '../../events/stored/guest-link.ts';
import type { Notice } from '../../events/stored/notice.ts';
import { leaseFrom } from '../domain/mail-lease.ts';
import type { Letter, Reader } from '../ports/letters.ts';
import { guestLinkOf } from './guest-link-of.ts';
import { guestTokenHash } from './guest-token.ts';
import { type MailOutcome, mailActivity } from './mail-activity.ts';
import type { NoticeDeps } from './notice-deps.ts';
import { claimed, finished, released } from './notice-states.ts';
import type { Situation, Task } from './read-situation.ts';
import { type ClaimEnd, sendOnce } from './send-once.ts';

type Mail = Letter['mail'];

/** lost: somebody else was first with this reader. */
export type SendOutcome = Awaited<ReturnType<ReturnType<typeof sendOnce>>>;

const hostsOf = ({ booking, people }: Situation): Letter['hosts'] =>
  booking.hosts.map(({ userId, name }) => {
    const person = people.find(({ id }) => id === userId);
    return { userId, name: person?.name ?? name, email: person?.email };
  });

const linkOf = ({ booking }: Situation, { person }: Reader): GuestLink =>
  guestLinkOf(booking, person.slice('guest:'.length));

/** Letters, digits, `_` and `-` only; found again in delivery events. */
const tagOf = ({ bookingId, person, sending }: Notice): string =>
  `${bookingId}_${sending?.sequence}_${createHash('sha256').update(person).digest('hex').slice(0, 16)}`;

const isKeyHolder = ({ role, present }: Reader, { kind }: Mail): boolean =>
  role === 'guest' && present && kind !== 'cancellation';

/** The notice as the end of its claim leaves it. */
const ended = (claim: Notice, mail: Mail, before: Notice | undefined, how: ClaimEnd): Notice => {
  if (!('told' in how)) return released(claim, before);
  const messageId = how.outcome === 'sent' && { messageId: how.messageId };
  return finished(claim, mail, { ...how.told, ...messageId });
};

/** One mail to one reader, once, each step with a line of the booking's history. */
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
    const claim = claimed(booking, task, { ...mail, until: leaseFrom(at) }, at);
    const link = token ? { tokenHash: guestTokenHash(token), link: linkOf(situation, reader) } : undefined;
    const { kind, told, attempt } = mail;
    const about = { person: reader.person, kind, revision: told.revision, attempt };
    const line = (outcome: MailOutcome) => mailActivity(deps, booking, trace)(about, outcome);
    const put = (notice: Notice, outcome: MailOutcome) => deps.notices.put(notice, { record: line(outcome) });
    return sendOnce(deps)(
      { to: claim.to.email, raw, tag: tagOf(claim) },
      {
        take: () =>
          deps.notices.put(claim, { link, record: line({ outcome: 'queued' }), ifBooking: booking }),
        end: (how) => put(ended(claim, mail, task.notice, how), how),
        doubt: (fate) => put({ ...claim, version: claim.version + 1 }, fate),
      },
    );
  };
