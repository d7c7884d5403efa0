import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { HubError } from '../errors.ts';

/** Refuses a link for each guest, by its field, where the plan of the account that makes the link is known to have none. */
export const requireRegistration = (
  { linkPer, conference, meetings }: Pick<Booking, 'linkPer' | 'conference' | 'meetings'>,
  connections: readonly Connection[],
): void => {
  if (linkPer !== 'participant' || conference?.kind !== 'zoom' || conference.hostId === undefined) return;
  const { hostId } = conference;
  const account = connections.find(({ id }) => id === meetings[hostId]?.connectionId);
  if (account?.plan !== 'basic') return;
  throw new HubError('invalid_request', {
    detail: 'The body is not valid: see errors.',
    errors: [
      {
        field: 'linkPer',
        message:
          'must be meeting, as the Zoom plan of the host who makes the link has no registration: it needs a paid one',
      },
    ],
  });
};
