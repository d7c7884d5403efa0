import * as z from 'zod';
import { line } from '../fields.ts';
import { LocationKind } from '../stored/booking.ts';

/** Where a meeting takes place; `in_person` without more says that nothing is to be said of it. */
export const LocationBody = z.strictObject({
  kind: LocationKind,
  detail: line(1000).optional(),
  venue: line(300).optional(),
});
