import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { EventReference } from '../../events/stored/event-reference.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { changeBooking } from '../bookings/change-booking.ts';
import { adoptConference } from '../domain/adopt-conference.ts';
import { isEventLink } from '../domain/event-link.ts';
import type { CalendarAccess } from '../ports/calendar-provider.ts';
import { applyOwnEvents } from './apply-own-events.ts';
import type { SyncDeps } from './sync-deps.ts';

type Work = Extract<FeedWork, { kind: 'events' }>;

/** For that long a link is asked for; after that it comes with whatever else is read. */
const PATIENCE_MS = { google_meet: 3_600_000, teams: 120_000 } as const;

const awaitsLink = (booking: Booking): boolean =>
  booking.status === 'confirmed' && booking.conference?.state === 'pending';

const isPatient = ({ conference, updatedAt }: Booking, now: number): boolean =>
  isEventLink(conference?.kind) && Date.parse(updatedAt) + PATIENCE_MS[conference.kind] > now;

/** Teams makes a link within seconds, or none: there will hardly be one any more. */
const giveUpLink = async (deps: SyncDeps, { org, id, conference }: Booking, trace: string): Promise<void> => {
  if (conference?.kind !== 'teams') return;
  const seen = { conference: { state: 'failed' }, reason: 'link_missing' } as const;
  await changeBooking(deps)({ org, id, actor: { kind: 'system' }, trace }, (current) => {
    const after = adoptConference(current, seen, 'teams');
    return after === current ? undefined : { after };
  });
};

/** The timer that asks for a link is taken down when there is one, or nobody waits for it any more. */
const settleTimer = async (
  deps: SyncDeps,
  { id }: Feed,
  { eventId, trace }: { readonly eventId: string; readonly trace: string },
  reference?: EventReference,
): Promise<void> => {
  const booking = reference && (await deps.bookings.read(reference.org, reference.bookingId));
  const awaiting = booking && awaitsLink(booking) ? booking : undefined;
  if (awaiting && isPatient(awaiting, deps.clock.now())) return;
  if (awaiting) await giveUpLink(deps, awaiting, trace);
  await deps.dues.remove('recheck', `${id}.${eventId}`);
};

/** Looks at single events of ours. */
export const checkEvents =
  (deps: SyncDeps) =>
  async (feed: Feed, work: Work, access: CalendarAccess): Promise<void> => {
    const { eventIds, believed, trace } = work;
    const references = await deps.bookings.references(feed.id, eventIds);
    const { astray } = await applyOwnEvents(deps)({ feed, access, trace, believed }, references);
    for (const eventId of eventIds.filter((id) => !astray.includes(id)))
      await settleTimer(
        deps,
        feed,
        { eventId, trace },
        references.find((reference) => reference.eventId === eventId),
      );
  };
