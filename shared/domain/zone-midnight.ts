const DAY_MS = 86_400_000;
/** Making one is slow, and there are only some four hundred zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, made);
  return made;
};

/** How far the wall clock of a zone is ahead of UTC at an instant, in milliseconds. */
const offsetAt = (ms: number, zone: string): number =>
  Date.parse(`${formatOf(zone).format(ms).replace(' ', 'T')}Z`) - Math.floor(ms / 1000) * 1000;

/** When a date (`2027-01-05`) begins in a zone, as epoch milliseconds; where midnight is skipped, at its first instant. NaN: no date. */
export const zoneMidnight = (date: string, zone: string): number => {
  const wall = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(wall)) return wall;
  const before = offsetAt(wall - DAY_MS, zone);
  const after = offsetAt(wall + DAY_MS, zone);
  const [early, late] = [wall - before, wall - after];
  return offsetAt(early, zone) === before || offsetAt(late, zone) !== after ? early : late;
};
