import { describe, expect, it } from 'vitest';
import { newestAnswer } from '../../../../shared/domain/newest-answer.ts';
import { takeAnswers } from '../../../../shared/domain/take-answers.ts';

describe('the newest answer', () => {
  it.each([
    [
      'our page, where their calendar says what it said before',
      ['declined', 'accepted', 'accepted'],
      'declined',
    ],
    ['their calendar, which says something new', ['declined', 'tentative', 'accepted'], 'tentative'],
    ['one, where both say the same', ['declined', 'declined', 'accepted'], 'declined'],
    [
      'none, where they had answered there and are asked anew',
      ['accepted', 'needs_action', 'accepted'],
      'needs_action',
    ],
    ['our page, where they are asked anew elsewhere', ['tentative', 'needs_action', 'accepted'], 'tentative'],
    [
      'their calendar, where nobody knows what it said before',
      ['accepted', 'declined', undefined],
      'declined',
    ],
    ['a decline here, where nobody has answered there', ['declined', 'needs_action', undefined], 'declined'],
  ] as const)('is that of %s', (_, [here, there, known], newest) => {
    expect(newestAnswer(here, there, known)).toBe(newest);
  });

  it('is taken by address, ignoring case; whoever is no attendee keeps theirs', () => {
    const guest = (id: string, email: string) => ({
      id,
      email,
      name: id,
      rsvp: 'accepted' as const,
      attendee: true,
    });
    const guests = takeAnswers([guest('ivy', 'Ivy@example.org'), guest('jan', 'jan@example.org')], {
      attendees: [
        { email: 'ivy@Example.org', rsvp: 'needs_action' },
        { email: 'new@example.org', rsvp: 'declined' },
      ],
      answers: { 'ivy@example.org': 'accepted' },
    });
    expect(guests.map(({ id, rsvp }) => [id, rsvp])).toEqual([
      ['ivy', 'needs_action'],
      ['jan', 'accepted'],
    ]);
  });
});
