import { createHash, randomBytes } from 'node:crypto';
import type { EventFields, Response } from './event-fields.ts';

/** An event as it lies in one mailbox. */
export interface EventDraft {
  /** The owner's `oid`. */
  readonly mailbox: string;
  readonly calendarId: string;
  readonly key: string;
  readonly generation: number;
  /** The same in every participant's mailbox, and for all occurrences of a series. */
  readonly iCalUId: string;
  readonly organizer: { readonly name: string; readonly address: string };
  readonly isOrganizer: boolean;
  readonly responseStatus: Response;
  readonly createdAt: number;
  readonly transactionId?: string;
  /** Single-value extended properties: read only by who asks for them. */
  readonly properties: Readonly<Record<string, string>>;
  readonly fields: EventFields;
  /** Of Teams; the link itself may come late. */
  readonly online?: { readonly joinUrl: string | undefined; readonly conferenceId: string };
  readonly isCancelled: boolean;
  /** Of an exception: its series and where it stood. */
  readonly instanceOf?: { readonly key: string; readonly originalStart: number };
  /** Of a series: the starts of occurrences that somebody deleted. */
  readonly gone: readonly number[];
}

export interface StoredEvent extends EventDraft {
  readonly revision: number;
  readonly changedAt: number;
  readonly changeKey: string;
}

/** What a calendar no longer has. */
interface Grave {
  readonly mailbox: string;
  readonly calendarId: string;
  readonly key: string;
  readonly generation: number;
  readonly revision: number;
  readonly changedAt: number;
  /** Of a series: the keys of what it had. */
  readonly instances: readonly string[];
}

export type Happening = 'created' | 'updated' | 'deleted';
type Listener = (happening: Happening, event: EventDraft) => void;

const changeKeyOf = (revision: number): string =>
  createHash('sha256').update(`change ${revision}`).digest('base64').slice(0, 22).concat('==');

export const newKey = (): string => randomBytes(12).toString('hex');

/** Every event of every mailbox, with one running number over all changes. */
export class EventStore {
  revision = 0;
  private readonly events = new Map<string, Map<string, StoredEvent>>();
  private readonly graves: Grave[] = [];
  private readonly onChange: Listener;

  constructor(onChange: Listener) {
    this.onChange = onChange;
  }

  get(mailbox: string, key: string): StoredEvent | undefined {
    return this.events.get(mailbox)?.get(key);
  }

  all(mailbox: string): StoredEvent[] {
    return [...(this.events.get(mailbox)?.values() ?? [])];
  }

  everything(): StoredEvent[] {
    return [...this.events.keys()].flatMap((mailbox) => this.all(mailbox));
  }

  exceptionsOf({ mailbox, key }: Pick<EventDraft, 'mailbox' | 'key'>): StoredEvent[] {
    return this.all(mailbox).filter(({ instanceOf }) => instanceOf?.key === key);
  }

  gravesIn(mailbox: string, calendarId: string): Grave[] {
    return this.graves.filter((each) => each.mailbox === mailbox && each.calendarId === calendarId);
  }

  /** Keeps it as it is now; `ETag` and `changeKey` are new after every save. */
  put(draft: EventDraft): StoredEvent {
    const isNew = this.get(draft.mailbox, draft.key) === undefined;
    this.revision += 1;
    const { revision } = this;
    const event = { ...draft, revision, changedAt: Date.now(), changeKey: changeKeyOf(revision) };
    const mailbox = this.events.get(event.mailbox) ?? new Map<string, StoredEvent>();
    this.events.set(event.mailbox, mailbox.set(event.key, event));
    this.onChange(isNew ? 'created' : 'updated', event);
    return event;
  }

  remove(event: EventDraft, instances: readonly string[] = []): void {
    if (!this.events.get(event.mailbox)?.delete(event.key)) return;
    this.bury(event, instances);
    for (const exception of this.exceptionsOf(event)) this.events.get(event.mailbox)?.delete(exception.key);
    this.onChange('deleted', event);
  }

  /** An exception that its series takes back: of a deleted occurrence nothing is said. */
  forget({ mailbox, key }: EventDraft): void {
    this.events.get(mailbox)?.delete(key);
  }

  /** Into another calendar of the same mailbox, with its exceptions: the default id is another one from now on. */
  move(event: StoredEvent, calendarId: string): StoredEvent {
    this.bury(event);
    const place = { calendarId, generation: event.generation + 1 };
    for (const exception of this.exceptionsOf(event))
      this.events.get(event.mailbox)?.set(exception.key, { ...exception, ...place });
    return this.put({ ...event, ...place });
  }

  private bury(
    { mailbox, calendarId, key, generation }: EventDraft,
    instances: readonly string[] = [],
  ): void {
    this.revision += 1;
    this.graves.push({
      mailbox,
      calendarId,
      key,
      generation,
      instances,
      revision: this.revision,
      changedAt: Date.now(),
    });
  }
}
