import type { z } from 'zod';
import { BookingReply, BookingsView, type BookingView } from '../../events/http/booking-view.ts';
import type { CallOptions } from './call.ts';
import type { Hub } from './hub.ts';
import { order } from './order.ts';

/** A reply that tells of a series. */
const SeriesReply = BookingReply.required({ series: true });
export type SeriesReply = z.infer<typeof SeriesReply>;

export const weekly = (count: number): Record<string, unknown> => ({ freq: 'weekly', count });

/** Ben’s meeting of every Tuesday at ten in Prague, unless said otherwise; must succeed. */
export const bookSeries = (
  hub: Hub,
  over: Record<string, unknown> = {},
  options: CallOptions = {},
): Promise<SeriesReply> =>
  hub.ask(SeriesReply, 'POST', '/v1/bookings', {
    user: 'ben',
    body: order({ recurrence: weekly(4), ...over }),
    ...options,
  });

export const cancelScope = (hub: Hub, id: string, scope: string): Promise<SeriesReply> =>
  hub.ask(SeriesReply, 'POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: { scope } });

export const patchScope = (hub: Hub, id: string, body: Record<string, unknown>): Promise<SeriesReply> =>
  hub.ask(SeriesReply, 'PATCH', `/v1/bookings/${id}`, { user: 'ben', body });

export const meetingsOf = async (hub: Hub, seriesId: string): Promise<BookingView[]> => {
  const path = `/v1/bookings?series=${seriesId}&limit=100`;
  return (await hub.ask(BookingsView, 'GET', path, { user: 'ada' })).items;
};

/** `2027-01-05T09:00 confirmed` */
export const linesOf = (meetings: readonly BookingView[]): string[] =>
  meetings.map(({ start, status }) => `${start.slice(0, 16)} ${status}`);
