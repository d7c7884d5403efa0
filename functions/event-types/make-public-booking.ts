import type { PublicBookingPost } from '../../events/http/public-booking.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import type { Idempotency } from '../../events/stored/idempotency.ts';
import { HubError } from '../../shared/errors.ts';
import { assertSameRequest, madeBefore, recordOf } from '../../shared/http/idempotency.ts';
import type { Request } from '../../shared/http/request.ts';
import { claimSlot } from '../../shared/scheduling/claim-slot.ts';
import { readRoster } from '../../shared/scheduling/read-roster.ts';
import { newGuestToken, repeatableToken } from './guest-token.ts';
import { limitEventType } from './limit-event-type.ts';
import { limitGuests } from './limit-guests.ts';
import type { PublicDeps } from './public-deps.ts';
import { slotOrder } from './slot-order.ts';

/** A guest's wish, wherever it was typed. */
type Post = Pick<
  Request<unknown, unknown, PublicBookingPost>,
  'body' | 'ip' | 'routeKey' | 'requestId' | 'idempotencyKey'
>;

interface Made {
  readonly booking: Booking;
  readonly token: string | undefined;
  readonly isReplayed: boolean;
}

const spent = ({ bookings, clock }: PublicDeps) => madeBefore({ records: bookings, clock });

const replay = async (
  { bookings }: PublicDeps,
  { org }: EventType,
  id: string,
  key: string | undefined,
): Promise<Made> => {
  const booking = await bookings.read(org, id);
  if (booking === undefined) throw new HubError('not_found', { detail: 'There is no such booking.' });
  return { booking, token: repeatableToken(key, id), isReplayed: true };
};

const claim = async (
  deps: PublicDeps,
  eventType: EventType,
  { body, requestId, idempotencyKey }: Post,
  { id, idempotency }: { readonly id: string; readonly idempotency: Idempotency | undefined },
): Promise<Made> => {
  const roster = await readRoster(deps)(eventType);
  const token = newGuestToken(deps.ids, idempotencyKey, id);
  const order = await slotOrder(deps, roster, body, token);
  await limitEventType(deps)(eventType);
  const actor = { kind: 'guest', id: order.guests[0].id } as const;
  const { org } = eventType;
  const target = { org, id, actor, trace: requestId, ...(idempotency && { idempotency }) };
  const result = await claimSlot(deps)(target, roster, order);
  if (result.outcome === 'committed') return { booking: result.booking, token, isReplayed: false };
  if (idempotency) assertSameRequest(idempotency, result.idempotency);
  return replay(deps, eventType, result.idempotency.resource, idempotencyKey);
};

const make = async (deps: PublicDeps, eventType: EventType, request: Post): Promise<Made> => {
  const { body, idempotencyKey } = request;
  const id = deps.ids.next('bkg');
  const caller = [eventType.org, 'guest', eventType.id, body.guest.email.toLowerCase()];
  const idempotency = recordOf(caller, request, id, deps.clock.now());
  const twin = await spent(deps)(idempotency);
  if (twin !== undefined) return replay(deps, eventType, twin, idempotencyKey);
  try {
    return await claim(deps, eventType, request, { id, idempotency });
  } catch (error) {
    // The twin may have taken the very slot a moment earlier: then this is a replay, not a refusal.
    const first = error instanceof HubError ? await spent(deps)(idempotency) : undefined;
    if (first === undefined) throw error;
    return replay(deps, eventType, first, idempotencyKey);
  }
};

/** Books or holds a slot for a guest, once for one Idempotency-Key. Throws `rate_limited`, `invalid_request` by the field, `slot_taken` with alternatives. */
export const makePublicBooking =
  (deps: PublicDeps) =>
  async (eventType: EventType, request: Post): Promise<Made> => {
    await limitGuests(deps)(request);
    return make(deps, eventType, request);
  };
