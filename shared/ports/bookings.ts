import type { Activity } from '../../events/stored/activity.ts';
import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { EventReference } from '../../events/stored/event-reference.ts';
import type { GuestLink } from '../../events/stored/guest-link.ts';
import type { HostShares } from '../../events/stored/host-shares.ts';
import type { Idempotency } from '../../events/stored/idempotency.ts';
import type { Run } from '../../events/stored/run.ts';
import type { Transition } from '../../events/stored/transition.ts';
import type { ConflictsOwed } from '../domain/conflicts-owed.ts';

/** The hash of a freshly minted token, and what it opens. */
export interface MintedLink {
  readonly tokenHash: string;
  readonly link: GuestLink;
}

/** One change of one booking with everything that must be true together with it. */
export interface BookingCommit {
  /** As read; absent for a new booking. The commit fails if somebody else has written since. */
  readonly before: Booking | undefined;
  /** `version` is set by the store (before.version + 1). Agenda entries, references and the due item are derived from the difference. */
  readonly after: Booking;
  /** The agendas on which "no overlap" was judged: the commit fails if one has changed since. Others are updated blindly. */
  readonly judged: readonly Agenda[];
  readonly transition?: Transition;
  /** Lines for the booking's history. */
  readonly activities?: readonly Activity[];
  readonly idempotency?: Idempotency;
  /** The run that does it, with this counted: written if the stored version is its own - 1, or nothing is. */
  readonly run?: Run;
  /** Whose turn it was, with this meeting counted, or given back: written if the stored version is its own - 1, or nothing is. */
  readonly shares?: HostShares;
  /** A guest's way to it that is handed out at once. */
  readonly link?: MintedLink;
  /** Bookings that it has come in the way of, or left: a due item asks for them to be judged anew a minute later. */
  readonly conflictsOwed?: ConflictsOwed;
  /** UTC instant of the commit: what is owed is asked for a minute later, and an idempotency record older than its day gives way. */
  readonly at: string;
  readonly trace: string;
  /** How long it may be tried again where it meets other writers, in milliseconds; then it is `busy`. Absent = 10 s. */
  readonly patienceMs?: number;
}

export type CommitResult =
  | { readonly outcome: 'committed'; readonly booking: Booking }
  /** The booking or a judged agenda has changed: read again, judge again. */
  | { readonly outcome: 'stale' }
  /** Another request with this idempotency key was first. */
  | { readonly outcome: 'replayed'; readonly idempotency: Idempotency };

export interface BookingPage {
  readonly items: readonly Booking[];
  /** For each of them, where the list goes on after it. */
  readonly cursors: readonly string[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

/** Bookings with their guards, references, events and debts. */
export interface Bookings {
  /** Consistent; undefined when there is none in this org. */
  read(org: string, id: string): Promise<Booking | undefined>;
  commit(change: BookingCommit): Promise<CommitResult>;
  /** The agendas of these hosts for the UTC months that [start, end) touches; absent ones come back empty with version 0. Consistent. */
  agendas(org: string, userIds: readonly string[], start: string, end: string): Promise<readonly Agenda[]>;
  /** All bookings of an org overlapping [from, to), by start. */
  listOrg(query: {
    org: string;
    from: string;
    to: string;
    limit: number;
    cursor?: string;
  }): Promise<BookingPage>;
  /**
   * One host's bookings overlapping [from, to), by start. Slots that were let go before anybody confirmed them, and the earliest cancelled
   * bookings of a month with more than 300 of them, are in the org's list alone; what their calendars or accounts hold still is here.
   */
  listHost(query: {
    org: string;
    userId: string;
    from: string;
    to: string;
    limit: number;
    cursor?: string;
  }): Promise<BookingPage>;
  /** Bookings that this user was taken off and whose event is not gone from their calendar yet. Consistent. */
  leftBy(org: string, userId: string): Promise<readonly Booking[]>;
  /** Is this provider event ours? Consistent. */
  reference(feedId: string, eventId: string): Promise<EventReference | undefined>;
  references(feedId: string, eventIds: readonly string[]): Promise<readonly EventReference[]>;
  idempotency(key: string): Promise<Idempotency | undefined>;
}
