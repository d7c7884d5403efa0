import type { BookingPatch } from '../../events/http/booking-body.ts';
import type { Booking, Guest, Host } from '../../events/stored/booking.ts';
import { sameValue } from '../domain/same-value.ts';

const CLEARABLE = ['description', 'location', 'resources', 'externalId', 'metadata', 'url'] as const;
const KEPT = ['title', 'start', 'end', 'zone', 'status', 'calendar', 'linkPer'] as const;
const FIELDS = [...KEPT, ...CLEARABLE, 'hosts', 'guests'] as const;

/** What a patch makes of a booking, and the fields that really differ. */
export interface Patched {
  readonly booking: Booking;
  readonly changed: readonly (typeof FIELDS)[number][];
}

/** Applies a patch whose hosts and guests have been looked up. Pure: nothing follows from it yet. */
export const applyPatch = (
  current: Booking,
  patch: BookingPatch,
  people: { hosts: Host[]; guests: Guest[] },
): Patched => {
  const booking: Booking = { ...current, ...people };
  for (const field of KEPT) if (patch[field] !== undefined) Object.assign(booking, { [field]: patch[field] });
  for (const field of CLEARABLE)
    if (patch[field] !== undefined) Object.assign(booking, { [field]: patch[field] ?? undefined });
  return { booking, changed: FIELDS.filter((field) => !sameValue(booking[field], current[field])) };
};
