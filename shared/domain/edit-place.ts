import type { Location } from '../../events/stored/booking.ts';

type Linked = 'zoom' | 'teams';

/** What the place says of a link, by us or by Outlook itself: no person's words. */
const WORDS: Readonly<Record<Linked, readonly string[]>> = {
  zoom: ['Zoom'],
  teams: ['Microsoft Teams', 'Microsoft Teams Meeting'],
};

/** The room alone. */
const venueOf = (kind: Linked, text: string, link: string | undefined): string =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== link && !WORDS[kind].includes(part))
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
  const venue = kind === 'google_meet' ? text : venueOf(kind, text, link);
  return { kind, ...rest, ...(venue !== '' && { venue }) };
};
