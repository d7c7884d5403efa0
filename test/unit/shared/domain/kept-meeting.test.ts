import { describe, expect, test } from 'vitest';
import type { Booking } from '../../../../events/stored/booking.ts';
import { withKeptMeeting } from '../../../../shared/domain/kept-meeting.ts';
import { unknownMeetings } from '../../../../shared/domain/unknown-meetings.ts';
import { aBooking } from '../../../support/a-booking.ts';

const ACCOUNT = { id: 'con_2', userId: 'ben' };
const OWED = { platform: 'zoom', connectionId: 'con_2', state: 'pending', attempts: 0 } as const;
const booking = (over: Partial<Booking> = {}) =>
  aBooking({ location: { kind: 'zoom' }, kept: ['g1', '91'], revision: 3, ...over });
const adopt = (over: Partial<Booking>, ...listed: string[]) =>
  withKeptMeeting(booking(over), ACCOUNT, new Set(listed));

describe('a meeting that was kept', () => {
  test('is its booking’s again, also where that is off by now', () => {
    const again = { kept: ['g1'], meetings: { ben: { ...OWED, meetingId: '91', owed: 3 } } };
    expect(adopt({}, '90', '91')).toMatchObject(again);
    expect(adopt({ status: 'cancelled' }, '91')).toMatchObject(again);
    expect(adopt({ meetings: { ben: { ...OWED, owed: 2 } } }, '91')).toMatchObject(again);
  });

  test('stays where it is while the account does not list it, or the booking knows, or makes, another one', () => {
    expect(adopt({}, '90')).toBeUndefined();
    expect(adopt({ kept: undefined }, '91')).toBeUndefined();
    expect(adopt({ status: 'draft' }, '91')).toBeUndefined();
    for (const begun of [
      { ...OWED, meetingId: '92' },
      { ...OWED, intendedAt: '2027-01-04T09:00:00.000Z' },
      { ...OWED, connectionId: 'con_3' },
    ])
      expect(adopt({ meetings: { ben: begun } }, '91')).toBeUndefined();
  });
});

test('a meeting of this booking is unknown to it unless it has gone before', () => {
  const listed = ['90', '91'].map((id) => ({ id, reference: 'bkg_1' }));
  const found = unknownMeetings({ id: 'bkg_1', removedMeetings: ['90'] }, [
    ...listed,
    { id: '92', reference: 'bkg_2' },
  ]);
  expect(found.map(({ id }) => id)).toEqual(['91']);
});
