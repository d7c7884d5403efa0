import { describe, expect, it } from 'vitest';
import { Guest } from '../../../../events/stored/booking.ts';
import { answerBooking } from '../../../../shared/domain/answer-booking.ts';
import { aBooking, anEntry } from '../../../support/a-booking.ts';

const AT = '2027-01-04T12:00:00.000Z';
const guest = (over: Record<string, unknown> = {}): Guest =>
  Guest.parse({ id: 'gst_1', email: 'grace@guest.example', name: 'Grace', rsvp: 'needs_action', ...over });
const answered = (rsvp: Guest['rsvp'], over: Record<string, unknown> = {}) =>
  answerBooking(aBooking({ guests: [guest(over)], calendars: { ben: anEntry() } }), {
    guestId: 'gst_1',
    rsvp,
    at: AT,
  });

describe('the answer of a guest', () => {
  it('owes a mail to the hosts where they decline, or come after all, and nothing to calendars', () => {
    expect(answered('declined')).toMatchObject({
      revision: 2,
      noticesOwed: true,
      noticesSince: AT,
      guests: [{ rsvp: 'declined' }],
      calendars: { ben: { state: 'synced' } },
    });
    expect(answered('accepted', { rsvp: 'declined' })).toMatchObject({ revision: 2, noticesOwed: true });
    expect(answered('accepted')).toMatchObject({ revision: 1, noticesOwed: false });
  });

  it('is nothing new a second time, or of nobody', () => {
    expect(answered('accepted', { rsvp: 'accepted' })).toBeUndefined();
    expect(answerBooking(aBooking(), { guestId: 'gst_9', rsvp: 'accepted', at: AT })).toBeUndefined();
  });
});
