import { contactHref } from '../domain/contact-href.ts';
import { describeTime } from '../domain/describe-time.ts';
import type { Letter } from '../ports/letters.ts';
import { answerHeadline } from './answer-headline.ts';
import { answerLinks } from './answer-links.ts';
import { cleanName } from './clean-name.ts';
import { letterIntro } from './letter-intro.ts';
import { letterRows, type Row } from './letter-rows.ts';
import type { LetterWords } from './letter-words.ts';
import { pageButtons } from './page-buttons.ts';
import { wordsOf } from './words-of.ts';

export interface Button {
  readonly text: string;
  readonly href: string;
  readonly look: 'main' | 'plain';
}

/** What a mail says, before it becomes text or HTML: so both say the same. */
export interface LetterContent {
  readonly locale: 'en' | 'cs';
  readonly brand: {
    readonly name: string;
    readonly logoUrl?: string | undefined;
    readonly color?: string | undefined;
  };
  readonly kind: Letter['mail']['kind'] | 'request' | 'loss';
  readonly headline: string;
  /** For the line that inboxes show under the subject. */
  readonly preview: string;
  readonly paragraphs: readonly string[];
  readonly title: string;
  readonly rows: readonly Row[];
  readonly buttons: readonly Button[];
  /** Why there is no button for what their reader could do once. */
  readonly late?: string | undefined;
  readonly answers?:
    | { readonly question: string; readonly links: readonly Omit<Button, 'look'>[] }
    | undefined;
  readonly notes: readonly string[];
  readonly footer: readonly {
    readonly text: string;
    readonly contact?: string;
    readonly href?: string | undefined;
  }[];
}

const isHttps = (url: string | undefined): url is string =>
  url?.startsWith('https://') === true && URL.canParse(url);

const plain = (text: string, href: string | undefined): Button[] =>
  isHttps(href) ? [{ text, href, look: 'plain' }] : [];

type Ways = Pick<LetterContent, 'buttons' | 'late'>;

const waysOf = (letter: Letter, words: LetterWords, publicUrl: string): Ways => {
  const { mail, reader, booking, settings, token } = letter;
  if (mail.kind === 'cancellation') return { buttons: [] };
  const { join, show, connect } = words.buttons;
  const { joinUrl } = mail.told;
  const joining: Button[] = isHttps(joinUrl) ? [{ text: join, href: joinUrl, look: 'main' }] : [];
  if (reader.role === 'host')
    return {
      buttons: [
        ...joining,
        ...plain(show, booking.url),
        ...(reader.served ? [] : plain(connect, settings.urls.integrations)),
      ],
    };
  if (!token) return { buttons: joining };
  const { buttons, late } = pageButtons(letter, words, `${publicUrl}/b/${token}`);
  return { buttons: [...joining, ...buttons], late };
};

/** Who comes or does not is the headline where nothing else is to be said. */
const headlineOf = (letter: Letter, words: LetterWords): string =>
  answerHeadline(letter, words) ?? words.headline[letter.mail.kind];

const linkNote = ({ mail, booking }: Letter, words: LetterWords): string[] => {
  if (mail.told.joinUrl !== undefined || booking.conference === undefined) return [];
  if (mail.told.noLink) return [words.noLink(booking.conference.kind === 'teams' ? 'Teams' : 'Google Meet')];
  return [booking.conference.state === 'failed' ? words.linkFailed : words.linkFollows];
};

/** Whoever is reminded has read it before. */
const onceTold = ({ mail, reader }: Letter, words: LetterWords): string[] => [
  ...(mail.told.sharedLink ? [words.sharedLink] : []),
  ...(mail.told.invited ? [words.addToCalendar] : []),
  ...(reader.role === 'host' && !reader.served ? [words.notConnected] : []),
];

const notesOf = (letter: Letter, words: LetterWords): string[] => {
  const { mail, token } = letter;
  if (mail.kind === 'cancellation') return [];
  return [
    ...linkNote(letter, words),
    ...(mail.kind === 'reminder' ? [] : onceTold(letter, words)),
    ...(token ? [words.cancelHint] : []),
  ];
};

const footerOf = ({ settings, booking, trace }: Letter, words: LetterWords): LetterContent['footer'] => {
  const { supportContact, brand } = settings;
  return [
    ...(supportContact
      ? [{ text: words.help, contact: supportContact, href: contactHref(supportContact) }]
      : []),
    { text: `${words.sentBy(brand.name)} ${words.reference}: ${booking.id} (${trace})` },
    ...(brand.footer ? [{ text: brand.footer }] : []),
  ];
};

/** Everything that a letter says, in its reader's language and zone. */
export const letterContent = (letter: Letter, publicUrl: string): LetterContent => {
  const { mail, reader, settings } = letter;
  const { locale, zone } = reader.to;
  const words = wordsOf(locale);
  const when = describeTime({ start: mail.told.start, end: mail.told.end, zone, locale });
  return {
    locale,
    brand: settings.brand,
    kind: mail.kind,
    headline: headlineOf(letter, words),
    preview: when.lines.join(' '),
    paragraphs: [words.hello(cleanName(reader.to.name)), ...letterIntro(letter, words)],
    title: mail.told.title,
    rows: letterRows(letter, words),
    ...waysOf(letter, words, publicUrl),
    answers: answerLinks(letter, words, publicUrl),
    notes: notesOf(letter, words),
    footer: footerOf(letter, words),
  };
};
