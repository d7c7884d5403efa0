import { DateTime } from 'luxon';
import { durationSeconds } from '../../events/http/duration-field.ts';
import { isShownTwice } from './shown-twice.ts';

type Locale = 'en' | 'cs';

const LOCALES = { en: 'en-GB', cs: 'cs-CZ' } as const;
const HOURS = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const MINUTES_OF_DAY = 1440;

/** The time of a start (epoch milliseconds) on the wall clock of a zone; one that the clock shows twice carries its offset. */
export const describeStart = (start: number, zone: string, locale: Locale): string => {
  const at = DateTime.fromMillis(start, { zone, locale: LOCALES[locale] });
  const time = at.toLocaleString(HOURS);
  return isShownTwice(at) ? `${time} (${at.toFormat('ZZZZ')})` : time;
};

const formatted = (date: string, locale: Locale, format: Intl.DateTimeFormatOptions): string =>
  DateTime.fromISO(date, { zone: 'utc', locale: LOCALES[locale] }).toLocaleString(format);

/** A date in words, without its year. */
export const describeDay = (date: string, locale: Locale): string =>
  formatted(date, locale, { weekday: 'long', day: 'numeric', month: 'long' });

/** A month such as `2027-01` in words. */
export const describeMonth = (month: string, locale: Locale): string =>
  formatted(`${month}-01`, locale, { month: 'long', year: 'numeric' });

/** From Monday to Sunday, in full and in short. */
export const weekdayNames = (locale: Locale): { readonly long: string; readonly short: string }[] =>
  Array.from({ length: 7 }, (_, index) => {
    const date = `2027-02-0${index + 1}`;
    const named = (weekday: 'long' | 'short') => formatted(date, locale, { weekday });
    return { long: named('long'), short: named('short') };
  });

/** A length such as `PT1H30M` in words. */
export const describeDuration = (duration: string, locale: Locale): string => {
  const minutes = Math.round((durationSeconds(duration) ?? 0) / 60);
  const parts = [
    ['day', Math.floor(minutes / MINUTES_OF_DAY)],
    ['hour', Math.floor((minutes % MINUTES_OF_DAY) / 60)],
    ['minute', minutes % 60],
  ] as const;
  return parts
    .filter(([, count]) => count > 0)
    .map(([unit, count]) =>
      new Intl.NumberFormat(LOCALES[locale], { style: 'unit', unit, unitDisplay: 'long' }).format(count),
    )
    .join(' ');
};

/** A zone as its people call it at an instant: `Central European Standard Time (Europe/Prague)`. */
export const describeZone = (zone: string, ms: number, locale: Locale): string => {
  const long = DateTime.fromMillis(ms, { zone, locale: LOCALES[locale] }).offsetNameLong ?? zone;
  return long === zone ? zone : `${long} (${zone})`;
};
