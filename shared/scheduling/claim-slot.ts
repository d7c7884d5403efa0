import type { Booking } from '../../events/stored/booking.ts';
import type { Hold } from '../../events/stored/booking-terms.ts';
import type { HostShares } from '../../events/stored/host-shares.ts';
import { busyOnceRead } from '../bookings/busy-once-read.ts';
import { type BookingChange, type CommitTarget, commitBooking } from '../bookings/commit-booking.ts';
import { type ImportedBusy, importedBusy } from '../bookings/imported-busy.ts';
import type { Interval } from '../domain/busy-time.ts';
import { countTurn } from '../domain/host-turns.ts';
import { HubError } from '../errors.ts';
import { guestLinkOf } from '../notices/guest-link-of.ts';
import { guestTokenHash } from '../notices/guest-token.ts';
import { type Chosen, chooseHosts } from './choose-hosts.ts';
import { composeSlot } from './compose-slot.ts';
import { busyReach, heldReach } from './host-times.ts';
import { isBookedAlready } from './is-booked-already.ts';
import { offerAlternatives } from './offer-alternatives.ts';
import { ableHosts, type Roster, type RosterHost } from './read-roster.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';
import type { SlotOrder } from './slot-order.ts';

/** Many may want the same hosts at once, and one after the other gets them: whoever asks waits for it. */
const PATIENCE = { maxWaitMs: 20_000, longestPauseMs: 3_000 };

/** What calendars say may be so old, about, when the slot is taken: asked with every one of many tries, a crowd would only wait longer. */
const FRESH_MS = 1_000;

/** A claim, as far as it is known before anybody else's is looked at. */
interface Claim {
  readonly roster: Roster;
  readonly able: readonly RosterHost[];
  readonly order: SlotOrder;
  readonly time: Interval;
}

const taken = (): HubError =>
  new HubError('slot_taken', { detail: 'This time is not free any more: choose another one.' });

const timeOf = ({ start, durationMs }: SlotOrder): Interval => ({
  start,
  end: new Date(Date.parse(start) + durationMs).toISOString(),
});

/** A slot that is only held says whose turn it took, so that it can be given back. */
const withTurn = ({ hold, ...booking }: Booking, turn: NonNullable<Hold['turn']>): Booking => ({
  ...booking,
  ...(hold && { hold: { ...hold, turn } }),
});

const turnOf = (
  { eventType }: Roster,
  { hosts: [first], free }: Chosen,
  { shares, at }: { readonly shares: HostShares | undefined; readonly at: string },
) => {
  if (eventType.kind !== 'round_robin' || first === undefined) return undefined;
  const userId = first.person.id;
  return { assigned: { userId, free }, shares: countTurn(eventType, shares, { userId, at }) };
};

/** Foreign busy time for one try after another: read again once it is no longer fresh. */
const busyForTries = (deps: SchedulingDeps, { roster, able, time }: Claim) => {
  const theirs = roster.connections.filter(({ userId }) => able.some(({ person }) => person.id === userId));
  let known: { readonly busy: ImportedBusy; readonly at: number } | undefined;
  return async (): Promise<ImportedBusy> => {
    if (known === undefined || deps.clock.now() - known.at > FRESH_MS) {
      const read = known === undefined ? busyOnceRead : importedBusy;
      const busy = await read(deps)(theirs, busyReach(time));
      known = { busy, at: deps.clock.now() };
    }
    return known.busy;
  };
};

const changeOf = (deps: SchedulingDeps, id: string, claim: Claim, seen: Map<string, Booking | undefined>) => {
  const { roster, able, order, time } = claim;
  const { eventType } = roster;
  const ids = able.map(({ person }) => person.id);
  const reach = heldReach(time);
  const calendars = busyForTries(deps, claim);
  return async (): Promise<BookingChange> => {
    const imported = await calendars();
    const [agendas, shares] = await Promise.all([
      deps.bookings.agendas(eventType.org, ids, reach.start, reach.end),
      eventType.kind === 'round_robin' ? deps.shares.read(eventType.id) : undefined,
    ]);
    const now = deps.clock.now();
    const question = { start: order.start, durationMs: order.durationMs, now };
    const chosen = chooseHosts(roster, able, question, { imported, agendas, shares });
    if (chosen === undefined || (await isBookedAlready(deps)(claim, agendas, seen))) throw taken();
    const at = new Date(now).toISOString();
    const { hosts } = chosen;
    const composed = composeSlot(roster, order, { id, hosts, at });
    const turn = turnOf(roster, chosen, { shares, at });
    const after = turn
      ? withTurn(composed, { userId: turn.assigned.userId, roster: turn.shares.roster })
      : composed;
    return {
      after,
      type: 'booking.created',
      judged: agendas.filter((agenda) => hosts.some(({ person }) => person.id === agenda.userId)),
      link: { tokenHash: guestTokenHash(order.token), link: guestLinkOf(after, order.guests[0].id) },
      ...turn,
    };
  };
};

/**
 * Books a slot of an event type, or holds it: one transaction over the agendas of its hosts, whose turn it is, and the guest's link. A lost
 * race is followed by the next host who is free; only when none is left is it `slot_taken`, with alternatives and without a word of why.
 */
export const claimSlot =
  (deps: SchedulingDeps) => async (target: CommitTarget, roster: Roster, order: SlotOrder) => {
    const able = ableHosts(roster);
    const time = timeOf(order);
    const next = changeOf(deps, target.id, { roster, able, order, time }, new Map());
    try {
      const result = await commitBooking(deps)(
        target,
        async () => ({ before: undefined, change: await next() }),
        PATIENCE,
      );
      if (result === undefined) throw new HubError('internal');
      return result;
    } catch (error) {
      if (!(error instanceof HubError) || error.code !== 'slot_taken') throw error;
      const question = { durationMs: order.durationMs, now: deps.clock.now() };
      const alternatives = await offerAlternatives(deps)(roster, question, order.start);
      throw new HubError('slot_taken', {
        detail: error.detail ?? '',
        extra: { alternatives },
        cause: error,
      });
    }
  };
