import type { SeriesLine } from '../../../events/stored/series-notice.ts';
import type { MintedLink } from '../../ports/bookings.ts';
import type { Letter } from '../../ports/letters.ts';
import type { SeriesLetter } from '../../ports/series-letters.ts';
import { guestLinkOf } from '../guest-link-of.ts';
import { guestTokenHash } from '../guest-token.ts';
import type { Situation } from '../read-situation.ts';
import { type OpenLine, openLines } from './open-lines.ts';
import type { SeriesNoticeDeps } from './series-notice-deps.ts';
import { type SeriesSituation, tasksOf } from './series-situation.ts';

type Sending = { readonly lines: readonly SeriesLine[]; readonly sequence: number; readonly attempt: number };

interface Written {
  readonly letter: SeriesLetter;
  readonly links: readonly MintedLink[];
}

const hostsOf = ({ booking, people }: Situation): Letter['hosts'] =>
  booking.hosts.map(({ userId, name }) => {
    const person = people.find(({ id }) => id === userId);
    return { userId, name: person?.name ?? name, email: person?.email };
  });

const isKeyHolder = ({ line, reader }: OpenLine): boolean =>
  reader.role === 'guest' && reader.present && line.kind !== 'cancellation';

const letterOf = (
  { line, situation, reader }: OpenLine,
  { sequence, attempt }: Sending,
  { token, trace }: { token: string | undefined; trace: string },
): Letter => {
  const { kind, told, previous } = line;
  const { booking, settings, at } = situation;
  const mail = { kind, told, sequence, attempt, ...(previous && { previous }) };
  const about = { mail, reader, booking, hosts: hostsOf(situation), settings, at, trace };
  return { ...about, ...(token !== undefined && { token }) };
};

const meetingsOf = (
  { situations }: SeriesSituation,
  lines: readonly SeriesLine[],
  address: string,
): SeriesLetter['meetings'] =>
  situations.map((situation) => {
    const own = tasksOf([situation], address);
    const line = lines.find(({ bookingId }) => bookingId === situation.booking.id);
    const told = line?.told ?? own.find(({ task }) => task.notice?.told)?.task.notice?.told;
    return { booking: situation.booking, told };
  });

/** One mail about several meetings as it would be written now, with the keys that it hands out. Undefined: nothing of it can be said any more. */
export const digestLetter = (
  { ids }: Pick<SeriesNoticeDeps, 'ids'>,
  situation: SeriesSituation,
  { address, sending, trace }: { address: string; sending: Sending; trace: string },
): Written | undefined => {
  const links: MintedLink[] = [];
  const letters = openLines(situation, sending.lines).map((each): Letter => {
    const token = isKeyHolder(each) ? ids.secret() : undefined;
    const { booking } = each.situation;
    if (token !== undefined)
      links.push({
        tokenHash: guestTokenHash(token),
        link: guestLinkOf(booking, each.reader.person.slice('guest:'.length)),
      });
    return letterOf(each, sending, { token, trace });
  });
  const [lead, ...others] = letters;
  if (lead === undefined) return undefined;
  const { series } = situation;
  const meetings = meetingsOf(situation, sending.lines, address);
  return { letter: { letters: [lead, ...others], series, meetings }, links };
};
