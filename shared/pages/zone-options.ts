import { type Html, html } from '../html.ts';

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

/** All time zones to choose from, by continent; those of none go under `other`. */
export const zoneOptions = (chosen: string, other: string): Html[] =>
  [...zonesWith(chosen)]
    .toSorted(([one], [two]) => Number(one === '') - Number(two === ''))
    .map(
      ([continent, zones]) =>
        html`<optgroup label="${continent === '' ? other : continent}">${zones.map((zone) => option(zone, chosen))}</optgroup>
`,
    );
