import { z } from 'zod';
import { BookingView } from '../../events/http/booking-view.ts';
import type { CallOptions } from './call.ts';
import type { Hub } from './hub.ts';

/** What ben, a host without a calendar, books for the Tuesday after a test begins. */
export const order = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: 'Intro call',
  start: '2027-01-05T10:00:00+01:00',
  end: '2027-01-05T11:00:00+01:00',
  zone: 'Europe/Prague',
  hosts: ['ben'],
  location: { kind: 'in_person' },
  ...over,
});

/** Makes a booking that must succeed. */
export const book = (
  hub: Hub,
  over: Record<string, unknown> = {},
  options: CallOptions = {},
): Promise<BookingView> =>
  hub.ask(BookingView, 'POST', '/v1/bookings', { user: 'ben', body: order(over), ...options });

export const Problem = z.looseObject({
  code: z.string(),
  status: z.number(),
  requestId: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
