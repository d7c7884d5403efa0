import { type Html, html } from '../html.ts';
import { guestWordsOf } from './guest-words-of.ts';
import { zoneOptions } from './zone-options.ts';

interface Shown {
  /** The page itself. */
  readonly path: string;
  readonly zone: string;
  readonly locale: 'en' | 'cs';
  /** Other parameters that stay as they are. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** Shows the page in another zone; it needs no script and changes nothing. */
export const zoneForm = ({ path, zone, locale, kept = {} }: Shown): Html => {
  const { title, label, button, other } = guestWordsOf(locale).zone;
  return html`<details><summary>${title}</summary>
<form method="get" action="${path}" class="row">
${Object.entries(kept).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<div><label for="zone">${label}</label><select id="zone" name="zone">${zoneOptions(zone, other)}</select></div>
<button class="button plain" type="submit">${button}</button>
</form></details>`;
};
