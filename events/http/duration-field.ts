import * as z from 'zod';

const FORM = /^P(?=\w)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/u;
const UNITS_S = [604_800, 86_400, 3600, 60, 1];

/** Of an ISO 8601 duration; months and years have no length of their own. Undefined = it is none. */
export const durationSeconds = (text: string): number | undefined => {
  const found = FORM.exec(text);
  return found === null
    ? undefined
    : UNITS_S.reduce((sum, unit, index) => sum + unit * Number(found[index + 1] ?? 0), 0);
};

const within = (text: string, least: number, most: number): boolean => {
  const seconds = durationSeconds(text);
  return seconds === undefined || (seconds >= least && seconds <= most);
};

/** An ISO 8601 duration in weeks, days, hours, minutes and seconds, between two others. */
export const durationField = (least: string, most: string) =>
  z
    .string()
    .refine((text) => durationSeconds(text) !== undefined, {
      error: 'must be an ISO 8601 duration in weeks, days, hours and minutes, such as PT30M or P14D',
      abort: true,
    })
    .refine(
      (text) => within(text, durationSeconds(least) ?? 0, durationSeconds(most) ?? 0),
      `must be between ${least} and ${most}`,
    );

/** Such a duration of whole minutes. */
export const minutesField = (least: string, most: string) =>
  durationField(least, most).refine(
    (text) => (durationSeconds(text) ?? 0) % 60 === 0,
    'must be whole minutes, such as PT45M',
  );
