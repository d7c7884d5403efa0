import type { Booking } from '../../events/stored/booking.ts';
import { HubError } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/request.ts';

export const isHost = ({ hosts }: Pick<Booking, 'hosts'>, { userId }: Caller): boolean =>
  hosts.some((host) => host.userId === userId);

export const noBooking = (): HubError => new HubError('not_found', { detail: 'There is no such booking.' });

/** Admins and assistants see all of their org, members what they host: anything else is not there. */
export const assertMaySee = (booking: Booking, caller: Caller): void => {
  if (caller.role === 'member' && !isHost(booking, caller)) throw noBooking();
};
