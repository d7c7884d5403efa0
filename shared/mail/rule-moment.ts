import { DateTime } from 'luxon';

/**
 * A time of the wall clock, such as `2027-03-28T02:30:00`, for ical-generator: written as it stands in whatever zone, also where that
 * zone's clock skips it, which no date of a library can show.
 */
export const ruleMoment = (wall: string) => {
  const at = DateTime.fromISO(wall, { zone: 'utc' });
  const moment = {
    isValid: at.isValid,
    zone: { type: 'fixed' },
    setZone: () => moment,
    toFormat: (format: string): string => at.toFormat(format),
    toJSDate: () => at.toJSDate(),
    toJSON: () => wall,
  };
  return moment;
};
