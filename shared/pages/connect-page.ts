import type { RequestAction } from '../../events/stored/connect-request.ts';
import type { Platform, Privacy } from '../../events/stored/org-settings.ts';
import { connectTerms } from '../domain/connect-terms.ts';
import { PLATFORM_NAMES } from '../domain/platform-name.ts';
import { providerOf } from '../domain/provider-of.ts';
import { zoomTerms } from '../domain/zoom-terms.ts';
import { type Html, html } from '../html.ts';
import { type ConnectWords, connectWordsOf } from './connect-words.ts';
import { type Frame, page } from './page.ts';

/** What the page behind a request to connect shows. */
export interface ConnectAsk {
  readonly path: string;
  readonly platform: Platform;
  readonly action: RequestAction;
  /** Who asks; the organization where nobody can be named. */
  readonly asker: string;
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

const choice = (mode: Privacy, isChosen: boolean, locale: Frame['locale']): Html => {
  const { name, reads } = connectTerms(locale).privacy[mode];
  return html`<label class="choice"><input type="radio" name="privacy" value="${mode}"${isChosen && { html: ' checked' }}><span><span class="strong">${name}</span><span class="soft">${reads}</span></span></label>`;
};

const choices = ({ privacy }: ConnectAsk, words: ConnectWords, locale: Frame['locale']): Html =>
  html`<fieldset><legend>${words.choose}</legend>
${privacy.allowed.map((mode) => choice(mode, mode === privacy.default, locale))}
</fieldset>`;

const formPart = (ask: ConnectAsk, words: ConnectWords, locale: Frame['locale']): Html => {
  const needsConsent = ask.way === 'consent';
  return html`<form method="post" action="${ask.path}">
${needsConsent && ask.privacy.allowed.length > 1 && choices(ask, words, locale)}
<div class="actions"><button class="button main" type="submit">${needsConsent ? words.button : words.turnOn}</button></div>
${needsConsent && html`<p class="hint after">${words.hint}</p>`}
</form>`;
};

/** Where nothing is chosen here, what is read is said here. */
const readsPart = (
  { platform, privacy, way }: ConnectAsk,
  words: ConnectWords,
  locale: Frame['locale'],
): Html => {
  if (platform === 'zoom') return html`<div><dt>${words.reads}</dt><dd>${zoomTerms(locale).reads}</dd></div>`;
  const terms = connectTerms(locale);
  const modes = privacy.allowed.map((mode) => terms.privacy[mode]);
  const isChosen = way === 'consent' && modes.length > 1;
  const lines = modes.map(({ name, reads }) => (modes.length > 1 ? `${name}: ${reads}` : reads));
  const said = isChosen ? [terms.lists] : [...lines, terms.lists];
  return html`<div><dt>${words.reads}</dt><dd>${said.join('\n')}</dd></div>`;
};

const factsPart = (ask: ConnectAsk, words: ConnectWords, { locale, brand }: Omit<Frame, 'title'>): Html => {
  const terms = ask.platform === 'zoom' ? zoomTerms(locale) : connectTerms(locale);
  return html`<dl>
${readsPart(ask, words, locale)}
<div><dt>${words.writes}</dt><dd>${terms.writes(brand.name)}
<span class="soft">${terms.leaves}</span></dd></div>
</dl>`;
};

/** Explains what connecting means and asks how much may be read; only the pressed button goes on, and it works without script. */
export const connectPage = (frame: Omit<Frame, 'title'>, ask: ConnectAsk): string => {
  const words = connectWordsOf(frame.locale, providerOf(ask.platform));
  const title = words.title[ask.action](PLATFORM_NAMES[ask.platform]);
  const isThroughCalendar = ask.platform === 'google_meet' && ask.way === 'consent';
  return page(
    { ...frame, title },
    html`<h1>${title}</h1>
<p class="lead">${words.asks[ask.way === 'turn_on' ? 'turnOn' : 'connect'](frame.brand.name, ask.asker)}</p>
${isThroughCalendar && html`<p class="lead">${words.throughCalendar}</p>`}
${ask.platform === 'zoom' && html`<p class="lead">${zoomTerms(frame.locale).account}</p>`}
${ask.way !== 'turn_on' && factsPart(ask, words, frame)}
${ask.way === 'sign_in' ? signInPart(words, ask.signInUrl) : formPart(ask, words, frame.locale)}`,
  );
};
