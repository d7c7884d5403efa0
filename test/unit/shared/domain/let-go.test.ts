import { describe, expect, it } from 'vitest';
import { letGo } from '../../../../shared/domain/let-go.ts';
import { aBooking, anEntry } from '../../../support/a-booking.ts';

const ADA = anEntry({ role: 'copy', feedId: 'feed-ada' });
const removed = anEntry({ state: 'removed' });
const cancelled = (ben = removed) => aBooking({ status: 'cancelled', calendars: { ben, ada: ADA } });

describe('an event that is back after it was removed', () => {
  it('is no part of its cancelled booking any more; the other calendars stay as they are', () => {
    expect(letGo(cancelled(), 'ben')).toEqual({
      ...cancelled(),
      calendars: { ada: ADA },
      takenBack: [removed.eventId],
    });
  });

  it('is no part of a booking that its owner was taken off', () => {
    const booking = aBooking({ hosts: [], calendars: { ben: removed } });
    expect(letGo(booking, 'ben')).toEqual({ ...booking, calendars: {}, takenBack: [removed.eventId] });
  });

  it.each([
    ['wanted again', aBooking({ calendars: { ben: removed } })],
    ['not removed yet', cancelled(anEntry({ state: 'pending', owed: 2 }))],
    ['removed while something is owed', cancelled(anEntry({ state: 'removed', owed: 2 }))],
    ['none of the booking', aBooking({ status: 'cancelled' })],
  ])('stays what it is where it is %s', (_, booking) => {
    expect(letGo(booking, 'ben')).toBeUndefined();
  });
});
