import type { Letter } from '../ports/letters.ts';
import type { LetterWords } from './letter-words.ts';

/** Guests never see each other: to a guest, another guest is nobody. */
const canceller = ({ booking, reader, hosts }: Letter): string | undefined => {
  const by = booking.cancelled?.by;
  const guest = reader.role === 'host' ? booking.guests.find(({ id }) => id === by) : undefined;
  return hosts.find(({ userId }) => userId === by)?.name ?? guest?.name;
};

const cancellation = (letter: Letter, words: LetterWords): string => {
  const { booking, reader } = letter;
  if (booking.status !== 'cancelled') return words.takenOff;
  if (reader.person === `${reader.role}:${booking.cancelled?.by}`) return words.cancelledByYou;
  const name = canceller(letter);
  return name === undefined ? words.cancelled : words.cancelledBy(name);
};

/** What happened, in a sentence or two. */
export const letterIntro = (letter: Letter, words: LetterWords): string[] => {
  const { mail, reader, hosts } = letter;
  if (mail.kind === 'cancellation') return [cancellation(letter, words)];
  const said =
    reader.role === 'guest'
      ? words.guest[mail.kind](hosts[0]?.name ?? letter.settings.brand.name)
      : words.host[mail.kind];
  const lostLink = mail.previous?.joinUrl !== undefined && mail.previous.joinUrl !== mail.told.joinUrl;
  return lostLink ? [said, words.linkGone] : [said];
};
