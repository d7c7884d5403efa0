import type { MicrosoftEvent } from '../../../events/provider/microsoft/event.ts';

/** Our own namespace: no other app writes under it. Never to be changed, or no event of ours is found again. */
const NAMESPACE = '5d0f3f6e-7c1b-4a0e-9a55-6b7d2f0c81e4';

type Mark = 'MeridianKey' | 'MeridianOrg' | 'MeridianBooking' | 'MeridianWritten';

export const propertyOf = (mark: Mark): string => `String {${NAMESPACE}} Name ${mark}`;

/** Kept apart by Graph, and told to nobody who does not ask for each. */
export const expandMarks = (...marks: readonly Mark[]): string => {
  const wanted = marks.map((mark) => `id eq '${propertyOf(mark)}'`).join(' or ');
  return `singleValueExtendedProperties($filter=${wanted})`;
};

/** Graph compares values without regard to case: what is found has to be compared once more. */
export const filterByMark = (mark: Mark, value: string): string =>
  `singleValueExtendedProperties/Any(ep: ep/id eq '${propertyOf(mark)}' and ep/value eq '${value.replaceAll("'", "''")}')`;

export const markIn = ({ singleValueExtendedProperties }: MicrosoftEvent, mark: Mark): string | undefined => {
  const wanted = propertyOf(mark).toLowerCase();
  return singleValueExtendedProperties?.find(({ id }) => id.toLowerCase() === wanted)?.value;
};
