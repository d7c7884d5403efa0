import type { SlotsQuery } from '../../events/http/slots.ts';
import type { Interval } from '../../shared/domain/busy-time.ts';
import { HubError } from '../../shared/errors.ts';

const DAY_MS = 86_400_000;

/** The window of a query. Throws `invalid_request` by the field where it has no length, or more days than are told at once. */
export const slotsWindow = ({ from, to }: SlotsQuery, mostDays: number): Interval => {
  const length = Date.parse(to) - Date.parse(from);
  if (length > 0 && length <= mostDays * DAY_MS) return { start: from, end: to };
  const message = length > 0 ? `must be at most ${mostDays} days after from` : 'must be after from';
  throw new HubError('invalid_request', {
    detail: 'The query is not valid: see errors.',
    errors: [{ field: 'to', message }],
  });
};
