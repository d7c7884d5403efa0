import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import { adoptConference } from '../domain/adopt-conference.ts';
import { confirmEntry } from '../domain/confirm-entry.ts';
import { wantedEvent } from '../domain/wanted-event.ts';
import { sameContent } from '../domain/written-mark.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';
import type { Dues } from '../ports/dues.ts';
import { changeBooking } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';
import type { EventStep } from './event-step.ts';

const RECHECK_MS = 60_000;

/** The link comes by push; where that is lost it is asked for. */
const recheckLink = async (
  dues: Pick<Dues, 'put'>,
  { entry, trace }: EventStep,
  now: number,
): Promise<void> => {
  const { feedId, eventId } = entry;
  const body: FeedWork = { v: 1, kind: 'events', feedId, eventIds: [eventId], believed: false, trace };
  await dues.put({
    v: 1,
    kind: 'recheck',
    owner: `${feedId}.${eventId}`,
    version: 1,
    dueAt: new Date(now + RECHECK_MS).toISOString(),
    messages: [{ queue: 'sync', body }],
  });
};

/** A read was faster than this confirmation: the booking knows this state, or a later one. */
const knows = ({ owed, base }: CalendarEntry, { updated, etag, exists }: CalendarEvent): boolean => {
  if (exists && base?.updated !== undefined && updated !== undefined && updated < base.updated) return true;
  return owed === undefined && base?.etag === etag && base?.exists === exists;
};

/** A link that came meanwhile, or a later revision, is still owed. */
const isWhole = (current: Booking, { userId, entry: acted, wanted: written }: EventStep): boolean => {
  const wanted = wantedEvent(current, userId, { addresses: new Map(), locale: 'en' });
  return (
    current.calendars[userId]?.owed === acted.owed &&
    sameContent(wanted?.marker.written, written.marker.written)
  );
};

/** What the provider answered becomes the base; nothing is owed any more if the booking still wants what was written. */
export const confirmWrite =
  (deps: CommitDeps & { readonly dues: Pick<Dues, 'put'> }) =>
  async (step: EventStep, event: CalendarEvent): Promise<void> => {
    const { booking, entry: acted, userId, trace } = step;
    const target = { org: booking.org, id: booking.id, actor: { kind: 'system' as const }, trace };
    // Before the confirmation: after it nothing is owed, so nobody would come back for a timer that was lost.
    if (event.exists && booking.conference?.state === 'pending' && event.conference?.joinUrl === undefined)
      await recheckLink(deps.dues, step, deps.clock.now());
    await changeBooking(deps)(target, (current) => {
      const entry = current.calendars[userId];
      if (entry?.eventId !== acted.eventId || knows(entry, event)) return undefined;
      const settled = isWhole(current, step);
      return { after: adoptConference(confirmEntry(current, userId, { event, settled }), event) };
    });
  };
