import type { BookingPatch } from '../../events/http/booking-body.ts';
import type { Booking, Guest, Host } from '../../events/stored/booking.ts';
import { sameValue } from '../domain/same-value.ts';

const CLEARABLE = ['description', 'location', 'resources', 'externalId', 'metadata', 'url'] as const;
const KEPT = ['title', 'start', 'end', 'zone', 'status', 'calendar', 'linkPer'] as const;
const FIELDS = [...KEPT, ...CLEARABLE, 'hosts', 'guests'] as const;

/** What is to change; `moved` says which guest brought it to its new time, which a move by anybody else forgets. */
export type Edit = BookingPatch & Pick<Booking, 'moved'>;

/** What a patch makes of a booking, and the fields that really differ. */
export interface Patched {
  readonly booking: Booking;
  readonly changed: readonly (typeof FIELDS)[number][];
}

/** Applies a patch whose hosts and guests have been looked up; whatever stands is held no more. Pure: nothing follows from it yet. */
export const applyPatch = (
  current: Booking,
  patch: Edit,
  people: { hosts: Host[]; guests: Guest[] },
): Patched => {
  const booking: Booking = { ...current, ...people };
  for (const field of KEPT) if (patch[field] !== undefined) Object.assign(booking, { [field]: patch[field] });
  for (const field of CLEARABLE)
    if (patch[field] !== undefined) Object.assign(booking, { [field]: patch[field] ?? undefined });
  const changed = FIELDS.filter((field) => !sameValue(booking[field], current[field]));
  // By name, so that they take the place of what was there.
  if (changed.includes('start') || changed.includes('end')) Object.assign(booking, { moved: patch.moved });
  if (booking.status === 'confirmed') Object.assign(booking, { hold: undefined });
  return { booking, changed };
};
