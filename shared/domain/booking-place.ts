import type { Booking } from '../../events/stored/booking.ts';
import { HubError } from '../errors.ts';
import { pageCursor } from './page-cursor.ts';

const PLACE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[\w-]+$/u;

/** Where a booking stands in lists, by start (UTC) and id, and that as the cursor of a page. `read` throws `invalid_cursor`. */
export const bookingPlace = {
  of: ({ start, id }: Pick<Booking, 'start' | 'id'>): string => `${start}#${id}`,
  idOf: (place: string): string => place.slice(place.indexOf('#') + 1),
  write: (place: string): string => pageCursor.write(place),
  read: (cursor: string): string => {
    const [place = ''] = pageCursor.read(cursor);
    if (PLACE.test(place)) return place;
    throw new HubError('invalid_cursor', {
      detail: 'This cursor is not one of this list: start again without one.',
    });
  },
} as const;
