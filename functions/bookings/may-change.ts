import type { BookingPatch } from '../../events/http/booking-body.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { HubError } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/request.ts';
import { isHost } from './may-see.ts';

/** Assistants read. */
export const assertMayWrite = ({ role }: Caller): void => {
  if (role === 'assistant')
    throw new HubError('forbidden', { detail: 'Assistants may read bookings, not change them.' });
};

/** Members book with themselves among the hosts; what only admins may say is refused to them by name. */
export const assertMayAsk = (caller: Caller, { hosts, allowConflicts, notify }: BookingPatch): void => {
  assertMayWrite(caller);
  if (caller.role === 'admin') return;
  if (hosts !== undefined && !hosts.includes(caller.userId))
    throw new HubError('forbidden', {
      detail: 'You may book only with yourself among the hosts: add your user id to hosts.',
    });
  if (allowConflicts !== undefined || notify !== undefined)
    throw new HubError('forbidden', {
      detail: 'Only admins may use allowConflicts and notify: leave them out.',
    });
};

/** Of several meetings of a series: admins change all, members what they host. */
export const mayChangeOf =
  (caller: Caller) =>
  (meeting: Booking): boolean =>
    caller.role === 'admin' || isHost(meeting, caller);
