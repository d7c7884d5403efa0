import type { Location } from '../../events/stored/booking.ts';

/** Our own words for a meeting's link, which the place has besides a room, are no person's. */
const venueOf = (text: string, link: string | undefined): string =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== link && part !== 'Zoom')
    .join(', ');

/** Where people say in words where it is, their words are all of it. */
const said = (kind: 'custom' | 'in_person', text: string): Location | undefined => {
  if (text === '') return undefined;
  return kind === 'custom' ? { kind, detail: text } : { kind, venue: text };
};

/**
 * The location after a person wrote `text` as the place of the calendar's event; undefined = none is left. A meeting at a conference
 * provider stays there: only the room beside its `link` is theirs to name.
 */
export const editPlace = (
  before: Location | undefined,
  text: string,
  link?: string,
): Location | undefined => {
  if (before === undefined) return said('in_person', text);
  const { kind, venue: _, ...rest } = before;
  if (kind === 'custom' || kind === 'in_person') return said(kind, text);
  const venue = kind === 'zoom' ? venueOf(text, link) : text;
  return { kind, ...rest, ...(venue !== '' && { venue }) };
};
