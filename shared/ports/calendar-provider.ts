import type { Rsvp } from '../../events/stored/booking.ts';
import type { ListedCalendar } from './listed-calendar.ts';

export interface Attendee {
  readonly email: string;
  readonly name?: string;
  readonly rsvp: Rsvp;
}

/** An event as a provider tells it, in our words. Instants are UTC (`…Z`), all-day events are dates. */
export interface CalendarEvent {
  readonly id: string;
  /** The `WantedEvent.id` that it was created under, where the provider chose another id and the event itself tells. */
  readonly key?: string;
  readonly exists: boolean;
  readonly start?: string;
  readonly end?: string;
  readonly allDay?: { readonly start: string; readonly end: string };
  readonly busy: boolean;
  /** Absent where the owner keeps it private. */
  readonly title?: string;
  readonly isPrivate: boolean;
  readonly place?: string;
  readonly etag?: string;
  /** When the provider last changed it. */
  readonly updated?: string;
  readonly iCalUid?: string;
  /** The series that it is one meeting of; that of the series itself is its own id. */
  readonly seriesId?: string;
  /** The calendar owner's own answer, where they are an attendee. */
  readonly ownRsvp?: Rsvp;
  readonly attendees: readonly Attendee[];
  readonly conference?: { readonly state: 'pending' | 'ready' | 'failed'; readonly joinUrl?: string };
  readonly htmlLink?: string;
  /** What we wrote last, as `WantedEvent.marker.written` had it. */
  readonly written?: string;
}

/** What a booking wants an event to be. */
export interface WantedEvent {
  /** Of a creation: our key, which is the event's id unless the provider `namesEvents`. Of a change: the event's id. */
  readonly id: string;
  readonly title: string;
  /** Absent = whatever stands there stays. */
  readonly description?: string;
  readonly place?: string;
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  /** Absent = whoever is invited stays invited. People who are attendees already keep their answers. */
  readonly attendees?: readonly Attendee[];
  /** The provider tells the attendees by mail of its own. */
  readonly invites?: boolean;
  /** Ask for a conference of the provider's own kind under this stable request id. */
  readonly conferenceRequestId?: string;
  /** Written into the event's private properties, so that our events can be found. */
  readonly marker: { readonly org: string; readonly bookingId: string; readonly written?: string };
}

/** Who calls, on which calendar. */
export interface CalendarAccess {
  readonly accessToken: string;
  readonly calendarId: string;
}

export interface ChangePage {
  readonly events: readonly CalendarEvent[];
  /** Present while there are more pages. */
  readonly nextPage?: string;
  /** Only on the last page. */
  readonly cursor?: string;
  /** The calendar's own zone, where the answer tells it: all-day dates are read in it. */
  readonly zone?: string;
  /** Beside a cursor that tells of a window only which does not move on: where that ends. */
  readonly cursorEnds?: string;
}

/** An event of ours as its own mark tells it. */
export interface OwnEvent {
  readonly id: string;
  readonly bookingId: string;
  /** As `CalendarEvent.key`. */
  readonly key?: string;
}

export interface OwnEventsPage {
  readonly events: readonly OwnEvent[];
  /** Present while there are more pages. */
  readonly nextPage?: string;
}

export interface BusyInterval {
  readonly start: string;
  readonly end: string;
}

/** A channel as we ask for it. */
export interface NewChannel {
  readonly id: string;
  /** Comes back with every push. */
  readonly token: string;
  /** Where pushes go. */
  readonly address: string;
  /** Who watches, the same for all channels of one user: letters and digits that say nothing about them. */
  readonly watcher: string;
}

/** A calendar at a provider. Every method throws ProviderError; retries are the caller's. */
export interface CalendarProvider {
  /** Events get ids of its own choosing, known once they exist. Absent: events have the ids that we give them. */
  readonly namesEvents?: boolean;
  /** Verdict `conflict` when the key was used before, for a live or a deleted event. */
  createEvent(access: CalendarAccess, wanted: WantedEvent): Promise<CalendarEvent>;
  /** Changes time, title, place, description and attendees only; verdict `stale` when the etag is not the present one. */
  changeEvent(access: CalendarAccess, wanted: WantedEvent, etag: string): Promise<CalendarEvent>;
  /** Resolves when it is gone, also if it was before; verdict `stale` when the etag is given and not the present one. */
  removeEvent(
    access: CalendarAccess,
    eventId: string,
    how?: { readonly etag?: string; readonly invites?: boolean },
  ): Promise<void>;
  /** `exists: false` for a cancelled one; verdict `gone` when the provider knows none (or the calendar is not ours to see). */
  getEvent(access: CalendarAccess, eventId: string): Promise<CalendarEvent>;
  /** Whether an event that `getEvent` has found lies in that very calendar. Absent where it looks in no other one. */
  liesIn?(access: CalendarAccess, event: Pick<CalendarEvent, 'id' | 'iCalUid'>): Promise<boolean>;
  /** The living event that was created under this key of ours, by a call whose answer was lost, or before. */
  findOwnEvent(access: CalendarAccess, key: string): Promise<CalendarEvent | undefined>;
  /** The living event with this iCalendar UID in that calendar, if any; verdict `gone` when the calendar is not ours to see. */
  findByICalUid(access: CalendarAccess, iCalUid: string): Promise<CalendarEvent | undefined>;
  /**
   * Busy time of these calendars together, merged; throws when the provider cannot tell of one of them: unknown is never free. `zone`:
   * in which whole days are read where the provider does not do so itself.
   */
  freeBusy(
    accessToken: string,
    calendarIds: readonly string[],
    span: BusyInterval,
    zone: string,
  ): Promise<readonly BusyInterval[]>;
  /** Every calendar that the account has in its list, to the last page; verdict `scope` where it may not be read. */
  listCalendars(accessToken: string): Promise<readonly ListedCalendar[]>;
  /**
   * One page of what changed since the cursor; verdict `cursor` when it is dead. Of a series that comes with its master everything comes
   * that it still has in the window.
   */
  changesSince(
    access: CalendarAccess,
    cursor: string,
    page?: string,
    timesOnly?: boolean,
  ): Promise<ChangePage>;
  /**
   * One page of everything that overlaps the window; the last page carries the cursor for what changes from now on. Without one, what
   * changes has to be found by comparing.
   */
  readWindow(
    access: CalendarAccess,
    window: { start: string; end: string },
    page?: string,
    timesOnly?: boolean,
  ): Promise<ChangePage>;
  /** One page of everything that overlaps the window as it is now, without any cursor. */
  readView(
    access: CalendarAccess,
    window: { start: string; end: string },
    page?: string,
    timesOnly?: boolean,
  ): Promise<ChangePage>;
  /** One page of the living events, past and future, that carry our marker with this org; nobody else's. */
  listOwnEvents(access: CalendarAccess, org: string, page?: string): Promise<OwnEventsPage>;
  /** A channel of the account's main calendar tells of changes in all of its calendars, and the others have none of their own. */
  readonly watchesAccount?: true;
  /**
   * Opens a channel that lives until `expiresAt` (a UTC instant). Verdict `ours` with the word `UNWATCHABLE` for a calendar that can never
   * be watched. Where a calendar can have one channel only, an earlier one of the same watcher ends.
   */
  watch(
    access: CalendarAccess,
    channel: NewChannel,
  ): Promise<{ readonly resourceId: string; readonly expiresAt: string }>;
  /**
   * Lets an open channel live on, with the token that it has; verdict `gone` where there is none any more. Absent where channels cannot be
   * renewed: a new one takes over then.
   */
  renewWatch?(
    access: CalendarAccess,
    channel: { readonly resourceId: string },
  ): Promise<{ readonly expiresAt: string }>;
  /** Idempotent. */
  unwatch(access: CalendarAccess, channel: { id: string; resourceId: string }): Promise<void>;
}
