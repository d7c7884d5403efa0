import { describeZone } from '../domain/describe-slot.ts';
import { type Html, html } from '../html.ts';
import type { BookChoice, BookOffer } from './book-offer.ts';
import type { BookWords } from './book-words.ts';

/** Zones under the names that their people use now; the library lists the older ones. */
const RENAMED: Readonly<Record<string, string>> = {
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
};

const continentOf = (zone: string): string => (zone.includes('/') ? (zone.split('/')[0] ?? '') : '');
const nameOf = (zone: string): string => zone.slice(zone.indexOf('/') + 1).replaceAll('_', ' ');

/** By continent, in order; the chosen one is among them, whatever its spelling. */
const zonesWith = (chosen: string): ReadonlyMap<string, readonly string[]> => {
  const listed = Intl.supportedValuesOf('timeZone').map((zone) => RENAMED[zone] ?? zone);
  const all = [...new Set(['UTC', chosen, ...listed])].toSorted();
  return Map.groupBy(all, continentOf);
};

const option = (zone: string, chosen: string): Html =>
  html`<option value="${zone}"${zone === chosen && html` selected`}>${nameOf(zone)}</option>`;

const groups = (chosen: string, other: string): Html[] =>
  [...zonesWith(chosen)]
    .toSorted(([one], [two]) => Number(one === '') - Number(two === ''))
    .map(
      ([continent, zones]) =>
        html`<optgroup label="${continent === '' ? other : continent}">${zones.map((zone) => option(zone, chosen))}</optgroup>
`,
    );

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
${groups(zone, words.zone.other)}</select></div>
<button class="button plain" type="submit">${words.zone.show}</button>
</form>
</details>`;
};
