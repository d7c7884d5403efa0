import { DateTime } from 'luxon';
import { isShownTwice } from './shown-twice.ts';

/** A span of time as its reader says it. */
export interface TimeWords {
  /** Within one day: the day, then the hours. Several days, or one from midnight to midnight: the beginning, then the end. */
  readonly lines: readonly [string, string];
  /** `Central European Standard Time (Europe/Prague)` */
  readonly zone: string;
}

/** Readers of English are everywhere, so it has the order of words and the 24 hours that nobody misreads. */
const LOCALES = { en: 'en-GB', cs: 'cs-CZ' } as const;

const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const HOURS = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const isMidnight = (at: DateTime): boolean => +at === +at.startOf('day');

/** An interval [start, end) of UTC instants in the reader's zone and language; hours that a clock change makes ambiguous carry their offset. */
export const describeTime = ({
  start,
  end,
  zone,
  locale,
}: {
  start: string;
  end: string;
  zone: string;
  locale: 'en' | 'cs';
}): TimeWords => {
  const from = DateTime.fromISO(start, { zone, locale: LOCALES[locale] });
  const to = DateTime.fromISO(end, { zone, locale: LOCALES[locale] });
  const offset = from.offset === to.offset && !isShownTwice(from) ? '' : ' (ZZZZ)';
  const day = (at: DateTime) => at.toLocaleString(DAY);
  const hours = (at: DateTime) => `${at.toLocaleString(HOURS)}${offset && at.toFormat(offset)}`;
  const long = from.offsetNameLong ?? zone;
  const name = long === zone ? zone : `${long} (${zone})`;
  // From midnight to midnight: one day's hours would read as none.
  const isWholeDay = +to > +from && isMidnight(from) && isMidnight(to);
  if (from.hasSame(to.minus(1), 'day') && !isWholeDay)
    return { lines: [day(from), `${hours(from)} – ${hours(to)}`], zone: name };
  return { lines: [`${day(from)}, ${hours(from)} –`, `${day(to)}, ${hours(to)}`], zone: name };
};
