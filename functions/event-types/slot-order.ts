import type { PublicBookingPost } from '../../events/http/public-booking.ts';
import type { Guest } from '../../events/stored/booking.ts';
import { hostAddresses } from '../../shared/bookings/host-addresses.ts';
import { newGuests } from '../../shared/bookings/new-guests.ts';
import { judgeAnswers } from '../../shared/domain/judge-answers.ts';
import { type FieldError, HubError } from '../../shared/errors.ts';
import { chooseDuration } from '../../shared/scheduling/choose-duration.ts';
import { HOLD_MS } from '../../shared/scheduling/hold-terms.ts';
import { isOffGrid } from '../../shared/scheduling/is-off-grid.ts';
import type { Roster } from '../../shared/scheduling/read-roster.ts';
import type { SlotOrder } from '../../shared/scheduling/slot-order.ts';
import type { PublicDeps } from './public-deps.ts';

const fieldOf = (index: number): string => (index === 0 ? 'guest.email' : `guests.${index - 1}.email`);

/** Whoever hosts cannot be their own guest. Only their own address finds out. */
const hostsAsGuests = async ({ hosts, connections, eventType }: Roster, guests: readonly Guest[]) => {
  const { owners } = await hostAddresses({
    people: { readMany: async () => hosts.map(({ person }) => person) },
    connections: { ofUsers: async () => connections },
  })(
    eventType.org,
    hosts.map(({ person }) => person.id),
  );
  return guests.flatMap(({ email }, index): FieldError[] =>
    owners.has(email.toLowerCase())
      ? [{ field: fieldOf(index), message: 'cannot be a guest here: use another address' }]
      : [],
  );
};

const startFaults = (
  roster: Roster,
  when: { start: string; durationMs: number },
  now: number,
): FieldError[] => {
  if (Date.parse(when.start) <= now)
    return [{ field: 'start', message: 'lies in the past: choose a time to come' }];
  return isOffGrid(roster, when)
    ? [{ field: 'start', message: 'is no time that is ever offered: take one of the slots' }]
    : [];
};

/** A guest's wish, judged. Throws `invalid_request` with every field at fault. */
export const slotOrder = async (
  { ids, clock }: Pick<PublicDeps, 'ids' | 'clock'>,
  roster: Roster,
  body: PublicBookingPost,
  token: string,
): Promise<SlotOrder> => {
  const { start, zone, locale = 'en', guest, guests: named = [], hold } = body;
  const durationMs = chooseDuration(roster.eventType, body.duration);
  const { answers, errors } = judgeAnswers(roster.eventType.questions, body.answers ?? {});
  const { guestInvites } = roster.settings;
  const bodies = [guest, ...named].map((each) => ({ ...each, zone, locale }));
  const [booker, ...others] = newGuests(bodies, [], { ids, guestInvites });
  if (booker === undefined) throw new HubError('internal');
  const brought = others.map((each) => ({ ...each, broughtBy: booker.id }));
  const now = clock.now();
  const faults = [
    ...startFaults(roster, { start, durationMs }, now),
    ...errors,
    ...(await hostsAsGuests(roster, [booker, ...brought])),
  ];
  if (faults.length > 0)
    throw new HubError('invalid_request', { detail: 'The body is not valid: see errors.', errors: faults });
  const holdUntil = hold ? new Date(now + HOLD_MS).toISOString() : undefined;
  return { start, durationMs, zone, guests: [booker, ...brought], answers, holdUntil, token };
};
