import { describe, expect, it } from 'vitest';
import { judgeBookingTime } from '../../../../shared/domain/booking-time.ts';
import { AT } from '../../../support/a-booking.ts';

const NOW = Date.parse(AT);
const faultOf = (start: string, end: string, startMoved = true): unknown => {
  try {
    judgeBookingTime(
      { start: new Date(start).toISOString(), end: new Date(end).toISOString() },
      NOW,
      startMoved,
    );
    return undefined;
  } catch (error) {
    return error instanceof Error && 'errors' in error ? error.errors : error;
  }
};

describe('the time of a booking', () => {
  it('may begin now and last 31 days', () => {
    expect(faultOf(AT, '2027-02-04T09:00:00Z')).toBeUndefined();
  });

  it.each([
    ['2027-01-05T10:00:00Z', '2027-01-05T10:00:00Z', 'end', 'must be after start'],
    ['2027-01-05T10:00:00Z', '2027-01-05T09:00:00Z', 'end', 'must be after start'],
    ['2027-01-04T08:59:59Z', '2027-01-04T10:00:00Z', 'start', 'lies in the past: choose a time to come'],
    ['2027-01-05T10:00:00Z', '2027-02-05T10:00:01Z', 'end', 'must be at most 31 days after start'],
    ['2028-02-09T10:00:00Z', '2028-02-09T11:00:00Z', 'start', 'must lie within 400 days from now'],
  ])('may not be from %s to %s', (start, end, field, message) => {
    expect(faultOf(start, end)).toEqual([{ field, message }]);
  });

  it('may be extended while the meeting runs', () => {
    expect(faultOf('2027-01-04T08:00:00Z', '2027-01-04T11:00:00Z', false)).toBeUndefined();
  });
});
