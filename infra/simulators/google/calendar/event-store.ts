import type { Conference } from './conference.ts';
import type { EventFields } from './event-fields.ts';
import type { EventTime } from './event-time.ts';

interface Person {
  readonly email: string;
  readonly displayName?: string;
}

/** An event as it lies in one calendar. */
export interface EventDraft {
  readonly calendarId: string;
  readonly id: string;
  readonly iCalUID: string;
  readonly creator: Person;
  readonly organizer: Person;
  readonly created: string;
  readonly sequence: number;
  readonly fields: EventFields & { readonly start: EventTime; readonly end: EventTime };
  readonly conference?: Conference;
  /** Of a changed or cancelled instance: its series and where it stood. */
  readonly instanceOf?: { readonly id: string; readonly originalStart: EventTime };
  /** A guest threw their copy away; a later change of the organizer's does not bring it back. */
  readonly isThrownAway?: boolean;
}

export interface StoredEvent extends EventDraft {
  readonly revision: number;
  readonly updated: string;
  readonly etag: string;
}

/** An instance that its series no longer has. */
interface Ghost {
  readonly id: string;
  readonly instanceOf?: EventDraft['instanceOf'];
  readonly revision: number;
}

type Listener = (event: StoredEvent) => void;

/** Every event of every calendar, with one running number over all changes. */
export class EventStore {
  revision = 0;
  private readonly events = new Map<string, Map<string, StoredEvent>>();
  private readonly ghosts = new Map<string, Ghost[]>();
  private readonly onChange: Listener;

  constructor(onChange: Listener) {
    this.onChange = onChange;
  }

  get(calendarId: string, id: string): StoredEvent | undefined {
    return this.events.get(calendarId)?.get(id);
  }

  all(calendarId: string): StoredEvent[] {
    return [...(this.events.get(calendarId)?.values() ?? [])];
  }

  everything(): StoredEvent[] {
    return [...this.events.keys()].flatMap((calendarId) => this.all(calendarId));
  }

  exceptionsOf({ calendarId, id }: EventDraft): StoredEvent[] {
    return this.all(calendarId).filter(({ instanceOf }) => instanceOf?.id === id);
  }

  ghostsSince(calendarId: string, revision: number): Ghost[] {
    return (this.ghosts.get(calendarId) ?? []).filter((ghost) => ghost.revision > revision);
  }

  /** Changing only reminders gives a new etag, but no new `updated`. */
  commit(draft: EventDraft, keepsUpdated = false): StoredEvent {
    const before = this.get(draft.calendarId, draft.id);
    this.revision += 1;
    const event: StoredEvent = {
      ...draft,
      revision: this.revision,
      updated: keepsUpdated && before ? before.updated : this.nextUpdated(before),
      etag: `"${Date.now() * 2000 + this.revision}"`,
    };
    const calendar = this.events.get(event.calendarId) ?? new Map<string, StoredEvent>();
    this.events.set(event.calendarId, calendar.set(event.id, event));
    this.onChange(event);
    return event;
  }

  /** Part of the last change: what a feed of instances has to report as gone. */
  leaveGhosts(calendarId: string, vanished: readonly Omit<Ghost, 'revision'>[]): void {
    const ghosts = vanished.map((each) => ({ ...each, revision: this.revision }));
    this.ghosts.set(calendarId, [...(this.ghosts.get(calendarId) ?? []), ...ghosts]);
  }

  private nextUpdated(before: StoredEvent | undefined): string {
    const earliest = before ? Date.parse(before.updated) + 1 : 0;
    return new Date(Math.max(Date.now(), earliest)).toISOString();
  }
}
