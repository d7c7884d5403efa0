import { type ConnectTerms, connectTerms } from '../domain/connect-terms.ts';
import { contactHref } from '../domain/contact-href.ts';
import { describeTime } from '../domain/describe-time.ts';
import { PLATFORM_NAMES } from '../domain/platform-name.ts';
import { PROVIDER_NAMES, providerOf } from '../domain/provider-of.ts';
import { calendarBehind, carrierOf } from '../domain/rides-on.ts';
import { zoomTerms } from '../domain/zoom-terms.ts';
import type { RequestLetter } from '../ports/request-letters.ts';
import { cleanName } from './clean-name.ts';
import type { LetterContent } from './letter-content.ts';
import type { Row } from './letter-rows.ts';
import type { RequestWords } from './request-words.ts';
import { wordsForRequest } from './words-for-request.ts';

type Request = RequestLetter['request'];
type Locale = RequestLetter['to']['locale'];

/** What connecting a platform with calendars means; undefined for one without. */
const termsOf = ({ platform }: Request, locale: Locale): ConnectTerms | undefined => {
  const calendar = calendarBehind(platform);
  return calendar && connectTerms(locale, calendar);
};

const readsOf = (request: Request, { privacy }: RequestLetter['settings'], locale: Locale): string[] => {
  const terms = termsOf(request, locale);
  if (terms === undefined) return [zoomTerms(locale).reads];
  const modes = privacy.allowed.map((mode) => terms.privacy[mode]);
  const reads = modes.map((mode) => (modes.length === 1 ? mode.reads : `${mode.name}: ${mode.reads}`));
  return [terms.lists, ...reads];
};

const rowsOf = ({ settings, request, to, needsConsent }: RequestLetter, { labels }: RequestWords): Row[] => {
  const { zone, locale } = to;
  const { expiresAt: end } = request;
  const until = describeTime({ start: end, end, zone, locale });
  const { writes } = termsOf(request, locale) ?? zoomTerms(locale);
  const meaning = [
    { label: labels.reads, lines: readsOf(request, settings, locale) },
    { label: labels.writes, lines: [writes(settings.brand.name)] },
  ];
  return [...(needsConsent ? meaning : []), { label: labels.until, lines: [until.lines[0]] }];
};

const footerOf = (
  { settings, request, trace }: RequestLetter,
  words: RequestWords,
): LetterContent['footer'] => {
  const { supportContact, brand } = settings;
  return [
    ...(supportContact
      ? [{ text: words.help, contact: supportContact, href: contactHref(supportContact) }]
      : []),
    { text: `${words.sentBy(brand.name)} ${words.reference}: ${request.runId} (${trace})` },
    ...(brand.footer ? [{ text: brand.footer }] : []),
  ];
};

/** Everything that a letter says which asks somebody to connect, in their language. */
export const requestContent = (letter: RequestLetter, publicUrl: string): LetterContent => {
  const { request, to, asker, needsConsent, settings, token } = letter;
  const carrier = carrierOf(request.platform);
  const { brand } = settings;
  const provider = providerOf(request.platform);
  const words = wordsForRequest(letter);
  const platform = PLATFORM_NAMES[request.platform];
  const terms = termsOf(request, to.locale);
  const consent = terms && settings.privacy.allowed.length > 1 ? words.choose : words.look;
  const { leaves } = terms ?? zoomTerms(to.locale);
  const asks = words.asks[carrier ? 'links' : request.action](
    platform,
    brand.name,
    asker && cleanName(asker.name),
  );
  return {
    locale: to.locale,
    brand,
    kind: 'request',
    headline: words.headline[request.action](platform),
    preview: asks,
    paragraphs: [
      words.hello(cleanName(to.name)),
      asks,
      ...(carrier && needsConsent ? [words.throughCalendar(platform, PLATFORM_NAMES[carrier])] : []),
    ],
    title: platform,
    rows: rowsOf(letter, words),
    buttons: [
      {
        text: needsConsent ? consent.button : words.turnOn,
        href: `${publicUrl}/connect/${token}`,
        look: 'main',
      },
    ],
    notes: needsConsent ? [consent.hint(PROVIDER_NAMES[provider]), leaves] : [words.turnOnHint],
    footer: footerOf(letter, words),
  };
};
