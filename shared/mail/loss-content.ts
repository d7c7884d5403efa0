import { contactHref } from '../domain/contact-href.ts';
import { describeTime } from '../domain/describe-time.ts';
import { PLATFORM_NAMES } from '../domain/platform-name.ts';
import { MAIN_PLATFORM } from '../domain/provider-of.ts';
import type { LossLetter } from '../ports/loss-letters.ts';
import { cleanName } from './clean-name.ts';
import type { LetterContent } from './letter-content.ts';
import type { Row } from './letter-rows.ts';
import { type LossWords, lossCauseOf, lossWordsOf } from './loss-words.ts';

/** A mail names so many meetings, and counts the rest. */
const NAMED = 10;

const instant = (at: string, { zone, locale }: LossLetter['to']): string =>
  describeTime({ start: at, end: at, zone, locale }).lines.join(' ').split(' – ')[0] ?? '';

const rowsOf = (letter: LossLetter, { labels, more }: LossWords): Row[] => {
  const { connection, to, bookings } = letter;
  const named = bookings.slice(0, NAMED).map(({ title, start }) => `${title} (${instant(start, to)})`);
  const rest = bookings.length - named.length;
  return [
    { label: labels.account, lines: [connection.accountLabel] },
    { label: labels.since, lines: [instant(connection.stateSince, to)] },
    ...(named.length > 0
      ? [{ label: labels.stay, lines: [...named, ...(rest > 0 ? [more(rest)] : [])] }]
      : []),
  ];
};

const footerOf = (
  { settings: { supportContact, brand }, connection, trace }: LossLetter,
  words: LossWords,
): LetterContent['footer'] => [
  ...(supportContact
    ? [{ text: words.help, contact: supportContact, href: contactHref(supportContact) }]
    : []),
  { text: `${words.sentBy(brand.name)} ${words.reference}: ${connection.id} (${trace})` },
  ...(brand.footer ? [{ text: brand.footer }] : []),
];

/** Everything that a letter says which tells of a lost connection, in its reader's language. */
export const lossContent = (letter: LossLetter): LetterContent => {
  const { connection, to, settings, bookings } = letter;
  const { brand, urls } = settings;
  const words = lossWordsOf(to.locale, connection.provider);
  const platform = PLATFORM_NAMES[MAIN_PLATFORM[connection.provider]];
  const cause = lossCauseOf(connection);
  const happened = words.happened[cause](platform, brand.name);
  return {
    locale: to.locale,
    brand,
    kind: 'loss',
    headline: words.headline(platform),
    preview: happened,
    paragraphs: [
      words.hello(cleanName(to.name)),
      happened,
      words.means(brand.name),
      words.todo[cause](brand.name),
    ],
    title: platform,
    rows: rowsOf(letter, words),
    buttons: urls.integrations ? [{ text: words.button, href: urls.integrations, look: 'main' }] : [],
    notes: [...(bookings.length > 0 ? [words.stay(bookings.length, platform)] : []), words.back],
    footer: footerOf(letter, words),
  };
};
