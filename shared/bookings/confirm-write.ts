import type { Base, Booking, CalendarEntry } from '../../events/stored/booking.ts';
import { adoptEventLink } from '../domain/adopt-event-link.ts';
import { confirmEntry } from '../domain/confirm-entry.ts';
import { carriesLink, isEventLink } from '../domain/event-link.ts';
import { heedAnswers } from '../domain/heed-answers.ts';
import { recheckDue } from '../domain/recheck-due.ts';
import { takeAnswers } from '../domain/take-answers.ts';
import { wantedEvent } from '../domain/wanted-event.ts';
import { sameContent } from '../domain/written-mark.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';
import type { Dues } from '../ports/dues.ts';
import { type Change, changeBooking } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';
import type { EventStep } from './event-step.ts';

/** The link comes by push; where that is lost it is asked for. Teams makes it seconds after the event, if not with it. */
const RECHECK_MS = { google_meet: 60_000, teams: 5_000 } as const;

/** Whose event is to get a link, and has none yet: when it is asked for. */
const recheckAfterMs = ({ booking, entry }: EventStep, event: CalendarEvent): number | undefined => {
  const kind = booking.conference?.kind;
  const awaits = event.exists && booking.conference?.state === 'pending' && carriesLink(entry, kind);
  return awaits && isEventLink(kind) && event.conference?.joinUrl === undefined
    ? RECHECK_MS[kind]
    : undefined;
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

/** What was written for people who were not there before. */
const writtenAnswers = ({ wanted }: EventStep): NonNullable<Base['answers']> =>
  Object.fromEntries(wanted.attendees.map(({ email, rsvp }) => [email.toLowerCase(), rsvp]));

/** A provider that asks everybody anew as the meeting is moved tells of it in its answer only: nothing that is read later differs from that. */
const withAnswers = (
  known: Booking,
  before: Booking,
  step: EventStep,
  { event, at }: { readonly event: CalendarEvent; readonly at: string },
): Change => {
  const answers = { ...writtenAnswers(step), ...before.calendars[step.userId]?.base?.answers };
  const guests = takeAnswers(known.guests, { attendees: event.attendees, answers });
  const isNews = guests.some(({ rsvp }, index) => rsvp !== known.guests[index]?.rsvp);
  if (!isNews) return { after: known };
  const heard = { at, start: event.start ?? known.start };
  const after = heedAnswers(before, { ...known, guests, updatedAt: at }, heard);
  return { after, type: 'booking.rsvp', changed: ['guests'] };
};

/**
 * What the provider answered becomes the base; nothing is owed any more if the booking still wants what was written. Resolves to the
 * booking as it is then.
 */
export const confirmWrite =
  (deps: CommitDeps & { readonly dues: Pick<Dues, 'put'> }) =>
  async (step: EventStep, event: CalendarEvent): Promise<Booking | undefined> => {
    const { booking, entry: acted, userId, trace } = step;
    const target = { org: booking.org, id: booking.id, actor: { kind: 'system' as const }, trace };
    // Before the confirmation: after it nothing is owed, so nobody would come back for a timer that was lost.
    const afterMs = recheckAfterMs(step, event);
    const seen = { feedId: acted.feedId, eventId: event.id, trace };
    if (afterMs !== undefined) await deps.dues.put(recheckDue(seen, deps.clock.now() + afterMs));
    return changeBooking(deps)(target, (current) => {
      const entry = current.calendars[userId];
      const isStill = entry?.eventId === acted.eventId && entry.connectionId === acted.connectionId;
      if (!isStill || knows(entry, event)) return undefined;
      const settled = isWhole(current, step);
      const known = adoptEventLink(confirmEntry(current, userId, { event, settled }), userId, event);
      const at = new Date(deps.clock.now()).toISOString();
      return withAnswers(known, current, step, { event, at });
    });
  };
