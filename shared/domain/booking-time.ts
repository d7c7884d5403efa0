import { type FieldError, HubError } from '../errors.ts';

const DAY_MS = 24 * 3600 * 1000;
const MAX_LENGTH_MS = 31 * DAY_MS;
const MAX_AHEAD_MS = 400 * DAY_MS;

interface Interval {
  readonly start: string;
  readonly end: string;
}

const faults = ({ start, end }: Interval, now: number, startMoved: boolean): FieldError[] => {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  if (to <= from) return [{ field: 'end', message: 'must be after start' }];
  return [
    ...(startMoved && from < now
      ? [{ field: 'start', message: 'lies in the past: choose a time to come' }]
      : []),
    ...(to <= now ? [{ field: 'end', message: 'lies in the past: choose a time to come' }] : []),
    ...(from > now + MAX_AHEAD_MS ? [{ field: 'start', message: 'must lie within 400 days from now' }] : []),
    ...(to - from > MAX_LENGTH_MS ? [{ field: 'end', message: 'must be at most 31 days after start' }] : []),
  ];
};

/** Throws `invalid_request` with every fault of a booking's time. A meeting under way may end later: its start is then not judged. */
export const judgeBookingTime = (time: Interval, now: number, startMoved = true): void => {
  const errors = faults(time, now, startMoved);
  if (errors.length > 0)
    throw new HubError('invalid_request', { detail: 'The time is not valid: see errors.', errors });
};
