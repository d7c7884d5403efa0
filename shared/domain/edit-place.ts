import type { Location } from '../../events/stored/booking.ts';

/** Our own words for a meeting's link, which the place has besides a room, are no person's. */
const venueOf = (text: string, link: string | undefined): string =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== link && part !== 'Zoom')
    .join(', ');

/**
 * The location after a person wrote `text` as the place of the calendar's event; undefined = none is left. A meeting at a conference
 * provider stays there: only the room beside its `link` is theirs to name.
 */
export const editPlace = (
  before: Location | undefined,
  text: string,
  link?: string,
): Location | undefined => {
  if (before === undefined) return text === '' ? undefined : { kind: 'in_person', venue: text };
  const { venue: _, ...rest } = before;
  if (before.kind === 'custom') return text === '' ? undefined : { kind: 'custom', detail: text };
  if (before.kind === 'in_person') return text === '' ? undefined : { kind: 'in_person', venue: text };
  const venue = before.kind === 'zoom' ? venueOf(text, link) : text;
  return venue === '' ? rest : { ...rest, venue };
};
