/** `ser_….2` names what was split off from `ser_…`. */
const SPLIT = '.';

/** The id of the whole series that this one is a part of. */
export const wholeSeriesId = (id: string): string => id.split(SPLIT)[0] ?? id;

/** The id of the part that a split makes; `splits` counts this one. */
export const seriesPartId = (id: string, splits: number): string =>
  `${wholeSeriesId(id)}${SPLIT}${splits + 1}`;
