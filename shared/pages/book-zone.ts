import { describeZone } from '../domain/describe-slot.ts';
import { type Html, html } from '../html.ts';
import type { BookChoice, BookOffer } from './book-offer.ts';
import type { BookWords } from './book-words.ts';
import { zoneOptions } from './zone-options.ts';

interface ZoneAsk {
  readonly offer: BookOffer;
  readonly choice: BookChoice;
  readonly words: BookWords;
  readonly locale: 'en' | 'cs';
  /** An instant of the times that are shown, epoch milliseconds: zones have other names in summer. */
  readonly at: number;
  readonly month: string;
}

/** In whose time everything is shown, and a way to choose another one. */
export const bookZone = ({ offer, choice, words, locale, at, month }: ZoneAsk): Html => {
  const { zone, duration, locale: chosen } = choice;
  return html`<details class="whole">
<summary>${words.zone.shown(describeZone(zone, at, locale))} <b>${words.zone.change}</b></summary>
<form class="zone-form" method="get" action="/book/${encodeURIComponent(offer.id)}">
<input type="hidden" name="duration" value="${duration}">
<input type="hidden" name="month" value="${month}">
${chosen && html`<input type="hidden" name="locale" value="${chosen}">`}
<div><label for="zone">${words.zone.label}</label>
<select id="zone" name="zone">
${zoneOptions(zone, words.zone.other)}</select></div>
<button class="button plain" type="submit">${words.zone.show}</button>
</form>
</details>`;
};
