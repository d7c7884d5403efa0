import type { Booking } from '../../events/stored/booking.ts';
import { HubError } from '../errors.ts';

/** Refuses a wish for a link for each guest, by its field, where no link is made that could be. */
export const judgeLinkPer = (wish: Booking['linkPer'], { location }: Pick<Booking, 'location'>): void => {
  if (wish !== 'participant' || location?.kind === 'zoom') return;
  throw new HubError('invalid_request', {
    detail: 'The body is not valid: see errors.',
    errors: [
      {
        field: 'linkPer',
        message:
          'must be meeting unless the location is Zoom, which alone can give each guest their own link',
      },
    ],
  });
};
