import { describe, expect, it } from 'vitest';
import type { Booking, Rsvp } from '../../../../events/stored/booking.ts';
import { heedAnswers } from '../../../../shared/domain/heed-answers.ts';
import { noticeTruth } from '../../../../shared/domain/notice-truth.ts';
import { openDeclines } from '../../../../shared/domain/open-declines.ts';
import { owedWork } from '../../../../shared/domain/owed-work.ts';
import { AT, aBooking } from '../../../support/a-booking.ts';

const HEARD = { at: '2027-01-04T12:00:00.000Z', start: '2027-01-05T10:00:00.000Z' };
const hosts = (ben: Rsvp, ada: Rsvp = 'accepted') => [
  { userId: 'ben', name: 'Ben', rsvp: ben },
  { userId: 'ada', name: 'Ada', rsvp: ada },
];
const booking = (over: Partial<Booking> = {}) => aBooking({ hosts: hosts('needs_action'), ...over });
const hear = (before: Booking, over: Partial<Booking>) => heedAnswers(before, { ...before, ...over }, HEARD);
const kept = (ben: Rsvp = 'declined') =>
  booking({ hosts: hosts(ben), declines: { ben: { start: HEARD.start, state: 'kept' } } });

describe('a host who declines', () => {
  it('is decided about, and the booking owes that until it is done', () => {
    const after = hear(booking(), { hosts: hosts('declined') });
    expect(after.declines).toEqual({ ben: { start: HEARD.start, state: 'open' } });
    expect(openDeclines(after)).toEqual(['ben']);
    expect(after.noticesOwed).toBe(false);
    expect(owedWork(after, AT, 't')?.messages.map(({ body }) => 'kind' in body && body.kind)).toContain(
      'declined',
    );
  });

  it('is nothing to decide about once they accept, their meeting is cancelled, or they host it no more', () => {
    const declined = hear(booking(), { hosts: hosts('declined') });
    const accepted = hear(declined, { hosts: hosts('accepted') });
    expect([openDeclines(accepted), accepted.declines]).toEqual([[], {}]);
    expect(openDeclines({ ...declined, status: 'cancelled' })).toEqual([]);
    expect(openDeclines({ ...declined, hosts: hosts('declined').slice(1) })).toEqual([]);
    expect(owedWork(accepted, AT, 't')).toBeUndefined();
  });

  it('once it was decided about is nothing new, however often it is read', () => {
    const after = hear(kept(), { guests: [] });
    expect([openDeclines(after), after.declines?.ben?.state, after.revision]).toEqual([[], 'kept', 1]);
  });

  it('and comes after all is told to the other hosts, who knew', () => {
    const after = hear(kept(), { hosts: hosts('accepted') });
    expect(after).toMatchObject({ revision: 2, noticesOwed: true, noticesSince: HEARD.at, declines: {} });
    expect(hear(kept(), { hosts: hosts('needs_action') })).toMatchObject({ revision: 1, noticesOwed: false });
  });

  it('and was replaced is remembered, as long as they do not host it again', () => {
    const before = booking({
      hosts: hosts('needs_action').slice(1),
      declines: { ben: { start: HEARD.start, state: 'replaced' } },
    });
    expect(hear(before, { title: 'Other' }).declines).toEqual(before.declines);
    expect(hear(before, { hosts: hosts('needs_action') }).declines).toEqual({});
  });
});

describe('what hosts are told of each other', () => {
  it.each([
    ['of the other host', kept(), 'ada', { 'host:ben': true }],
    ['nothing of themselves', kept(), 'ben', { 'host:ada': false }],
    [
      'of themselves where nobody else is left',
      aBooking({
        hosts: hosts('declined').slice(0, 1),
        declines: { ben: { start: HEARD.start, state: 'kept' } },
      }),
      'ben',
      { 'host:ben': true },
    ],
    [
      'nothing before it is decided',
      booking({ hosts: hosts('declined'), declines: { ben: { start: HEARD.start, state: 'open' } } }),
      'ada',
      { 'host:ben': false },
    ],
  ] as const)('is %s', (_, now, reader, declined) => {
    expect(noticeTruth(now, true, undefined, reader).declined).toEqual(declined);
  });
});
