import * as z from 'zod';
import { instant, line, paragraph, userId } from '../fields.ts';
import { LocationKind } from '../stored/booking.ts';
import { listQuery } from './list-query.ts';
import { SeriesScope } from './series-scope.ts';

export const BookingParams = z.strictObject({ id: line(64) });

/** `POST /v1/bookings/{id}/cancel`; the body may be left out. */
export const BookingCancel = z
  .strictObject({ reason: paragraph(1000).optional(), scope: SeriesScope.optional() })
  .optional();
export type BookingCancel = z.infer<typeof BookingCancel>;

/** `GET /v1/bookings` */
export const BookingsQuery = z.strictObject({
  from: instant.optional(),
  to: instant.optional(),
  host: userId.optional(),
  /** A guest's address, ignoring case, or their id. */
  guest: line(254).optional(),
  status: z.enum(['draft', 'confirmed', 'cancelled']).optional(),
  location: LocationKind.optional(),
  externalId: line(200).optional(),
  /** All meetings of a series, whenever they are unless from or to says so. */
  series: line(64).optional(),
  conflicts: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((text) => text === 'true')
    .optional(),
  updatedAfter: instant.optional(),
  ...listQuery,
});
export type BookingsQuery = z.infer<typeof BookingsQuery>;
