import type { Location } from '../../events/stored/booking.ts';

/** The location after a person wrote `text` as the place of the calendar's event; undefined = none is left. */
export const editPlace = (before: Location | undefined, text: string): Location | undefined => {
  if (before === undefined) return text === '' ? undefined : { kind: 'in_person', venue: text };
  const { venue: _, ...rest } = before;
  if (before.kind === 'custom') return text === '' ? undefined : { kind: 'custom', detail: text };
  if (before.kind === 'in_person') return text === '' ? undefined : { kind: 'in_person', venue: text };
  return text === '' ? rest : { ...rest, venue: text };
};
