import type { Location } from '../../events/stored/booking.ts';

const PLATFORMS = { google_meet: 'Google Meet', teams: 'Microsoft Teams', zoom: 'Zoom' } as const;

/** Where a meeting takes place, in one line, as calendars and mails say it; undefined where nothing was said. */
export const placeOf = (location: Location | undefined): string | undefined => {
  if (location === undefined) return undefined;
  const { kind, venue, detail } = location;
  const other = kind === 'custom' || kind === 'in_person' ? detail : PLATFORMS[kind];
  const said = [venue, other].filter((text) => text !== undefined && text !== '');
  return said.length === 0 ? undefined : said.join(', ');
};
