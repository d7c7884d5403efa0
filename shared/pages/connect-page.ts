import type { RequestAction } from '../../events/stored/connect-request.ts';
import type { Platform, Privacy } from '../../events/stored/org-settings.ts';
import { type ConnectTerms, connectTerms } from '../domain/connect-terms.ts';
import { PLATFORM_NAMES } from '../domain/platform-name.ts';
import { PROVIDER_NAMES, providerOf } from '../domain/provider-of.ts';
import { calendarBehind, carrierOf } from '../domain/rides-on.ts';
import { zoomTerms } from '../domain/zoom-terms.ts';
import { type Html, html } from '../html.ts';
import { approvedWordsOf } from './approved-words.ts';
import { type ConnectWords, connectWordsOf } from './connect-words.ts';
import { type Frame, page } from './page.ts';

/** What the page behind a request to connect shows. */
export interface ConnectAsk {
  readonly path: string;
  readonly platform: Platform;
  readonly action: RequestAction;
  /** Who asks; the organization where nobody can be named. */
  readonly asker: string;
  /** It is asked for because an administrator at the provider has made it possible. */
  readonly isApproved: boolean;
  readonly privacy: { readonly default: Privacy; readonly allowed: readonly Privacy[] };
  /** consent: the provider is asked next · turn_on: no consent is needed · sign_in: the product has told no page to come back to */
  readonly way: 'consent' | 'turn_on' | 'sign_in';
  readonly signInUrl: string | undefined;
}

const isWeb = (url: string | undefined): url is string =>
  url !== undefined && /^https?:\/\//u.test(url) && URL.canParse(url);

const signInPart = (words: ConnectWords, signInUrl: string | undefined): Html => html`
<h2>${words.signInFirst.title}</h2>
<p class="lead after">${words.signInFirst.text}</p>
${isWeb(signInUrl) && html`<div class="actions"><a class="button main" href="${signInUrl}" rel="noreferrer">${words.signIn}</a></div>`}`;

/** What connecting a platform with calendars means; undefined for one without. */
const termsOf = ({ platform }: ConnectAsk, locale: Frame['locale']): ConnectTerms | undefined => {
  const calendar = calendarBehind(platform);
  return calendar && connectTerms(locale, calendar);
};

const choice = ({ privacy }: ConnectTerms, mode: Privacy, isChosen: boolean): Html => {
  const { name, reads } = privacy[mode];
  return html`<label class="choice"><input type="radio" name="privacy" value="${mode}"${isChosen && { html: ' checked' }}><span><span class="strong">${name}</span><span class="soft">${reads}</span></span></label>`;
};

const choices = ({ privacy }: ConnectAsk, words: ConnectWords, terms: ConnectTerms): Html =>
  html`<fieldset><legend>${words.choose}</legend>
${privacy.allowed.map((mode) => choice(terms, mode, mode === privacy.default))}
</fieldset>`;

const formPart = (ask: ConnectAsk, words: ConnectWords, locale: Frame['locale']): Html => {
  const needsConsent = ask.way === 'consent';
  const terms = termsOf(ask, locale);
  const provider = PROVIDER_NAMES[providerOf(ask.platform)];
  const button = needsConsent ? words.button(provider) : words.turnOn(PLATFORM_NAMES[ask.platform]);
  return html`<form method="post" action="${ask.path}">
${needsConsent && terms && ask.privacy.allowed.length > 1 && choices(ask, words, terms)}
<div class="actions"><button class="button main" type="submit">${button}</button></div>
${needsConsent && html`<p class="hint after">${words.hint(provider)}</p>`}
</form>`;
};

/** Where nothing is chosen here, what is read is said here. */
const readsPart = (ask: ConnectAsk, words: ConnectWords, locale: Frame['locale']): Html => {
  const { privacy, way } = ask;
  const terms = termsOf(ask, locale);
  if (terms === undefined) return html`<div><dt>${words.reads}</dt><dd>${zoomTerms(locale).reads}</dd></div>`;
  const modes = privacy.allowed.map((mode) => terms.privacy[mode]);
  const isChosen = way === 'consent' && modes.length > 1;
  const lines = modes.map(({ name, reads }) => (modes.length > 1 ? `${name}: ${reads}` : reads));
  const said = isChosen ? [terms.lists] : [terms.lists, ...lines];
  return html`<div><dt>${words.reads}</dt><dd>${said.join('\n')}</dd></div>`;
};

const factsPart = (ask: ConnectAsk, words: ConnectWords, { locale, brand }: Omit<Frame, 'title'>): Html => {
  const terms = termsOf(ask, locale) ?? zoomTerms(locale);
  return html`<dl>
${readsPart(ask, words, locale)}
<div><dt>${words.writes}</dt><dd>${terms.writes(brand.name)}</dd></div>
<div><dt>${words.leaves}</dt><dd>${terms.leaves}</dd></div>
</dl>`;
};

/** Whoever is approved signs in only: nobody asks for their consent any more. */
const wordsFor = ({ isApproved }: ConnectAsk, locale: Frame['locale']): ConnectWords =>
  isApproved ? { ...connectWordsOf(locale), hint: approvedWordsOf(locale).hint } : connectWordsOf(locale);

const opening = (
  { locale, brand }: Omit<Frame, 'title'>,
  { isApproved, way, action, platform, asker }: ConnectAsk,
  words: ConnectWords,
): { readonly title: string; readonly lead: string } => {
  const name = PLATFORM_NAMES[platform];
  if (way === 'turn_on') return { title: words.turnOn(name), lead: words.asks.turnOn(brand.name, asker) };
  if (!isApproved) return { title: words.title[action](name), lead: words.asks.connect(brand.name, asker) };
  const approved = approvedWordsOf(locale);
  return { title: approved.title(name), lead: approved.lead(brand.name) };
};

/** Explains what connecting means and asks how much may be read; only the pressed button goes on, and it works without script. */
export const connectPage = (frame: Omit<Frame, 'title'>, ask: ConnectAsk): string => {
  const words = wordsFor(ask, frame.locale);
  const name = PLATFORM_NAMES[ask.platform];
  const { title, lead } = opening(frame, ask, words);
  const carrier = ask.way === 'consent' ? carrierOf(ask.platform) : undefined;
  return page(
    { ...frame, title },
    html`<h1>${title}</h1>
<p class="lead">${lead}</p>
${carrier && html`<p class="lead">${words.throughCalendar(name, PLATFORM_NAMES[carrier])}</p>`}
${ask.platform === 'zoom' && html`<p class="lead">${zoomTerms(frame.locale).account}</p>`}
${ask.way !== 'turn_on' && factsPart(ask, words, frame)}
${ask.way === 'sign_in' ? signInPart(words, ask.signInUrl) : formPart(ask, words, frame.locale)}`,
  );
};
