import type { Letter } from '../ports/letters.ts';

const MINUTE_MS = 60_000;
/** The sweep comes once a minute: so late is in time. */
const IN_TIME_MINUTES = 3;
const HOUR = 60;
const DAY = 24 * HOUR;

const spoken = (minutes: number): readonly [number, Intl.RelativeTimeFormatUnit] => {
  if (minutes > 2 * DAY && minutes % DAY === 0) return [minutes / DAY, 'day'];
  if (minutes >= HOUR && minutes % HOUR === 0) return [minutes / HOUR, 'hour'];
  return [minutes, 'minute'];
};

/** No finer than anybody needs. */
const rounded = (minutes: number): number => {
  if (minutes <= 2 * HOUR) return Math.max(1, Math.round(minutes));
  const unit = minutes > 2 * DAY ? DAY : HOUR;
  return Math.round(minutes / unit) * unit;
};

/** How long it is until the meeting, in the reader's words: `in 30 minutes`. By elapsed time, whatever clocks do meanwhile. */
export const startsIn = ({ mail, reader, at }: Pick<Letter, 'mail' | 'reader' | 'at'>): string => {
  const left = (Date.parse(mail.told.start) - Date.parse(at)) / MINUTE_MS;
  const planned = mail.reminded?.minutes;
  const isInTime = planned !== undefined && left <= planned && planned - left <= IN_TIME_MINUTES;
  const [count, unit] = spoken(isInTime ? planned : rounded(left));
  return new Intl.RelativeTimeFormat(reader.to.locale).format(count, unit);
};
