import type { Booking } from '../../events/stored/booking.ts';

/** What the guest who booked said, a line each, as hosts read it; other guests never do. */
export const answerLines = ({ answers = [] }: Pick<Booking, 'answers'>): string[] =>
  answers.map(({ label, answer }) => `${/[?:]$/u.test(label) ? label : `${label}:`} ${answer}`);
