import type { EventType } from '../../events/stored/event-type.ts';
import type { Idempotency } from '../../events/stored/idempotency.ts';
import type { Transition } from '../../events/stored/transition.ts';

/**
 * `committed` · `full`: the org has as many as it may · `raced`: a host is no person of the org any more, or a twin of this request was
 * first; read again what it was decided on.
 */
type EventTypeOutcome = 'committed' | 'full' | 'raced';

interface NewEventType {
  /** Version 1. */
  readonly eventType: EventType;
  readonly transition: Transition;
  readonly idempotency?: Idempotency | undefined;
}

interface EventTypesAsked {
  readonly org: string;
  /** Only those that name this host. */
  readonly host?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** What guests can book. All reads are consistent. */
export interface EventTypes {
  /** Undefined where it is another org's. */
  read(org: string, id: string): Promise<EventType | undefined>;
  /** Whichever org's it is: for guests, who know its unguessable id and no more. */
  find(id: string): Promise<EventType | undefined>;
  /** Oldest first. Throws `invalid_cursor`. */
  list(asked: EventTypesAsked): Promise<{ items: readonly EventType[]; next?: string }>;
  idempotency(key: string): Promise<Idempotency | undefined>;
  create(made: NewEventType): Promise<EventTypeOutcome>;
  /** `after` is of the next version. False where it was changed or deleted meanwhile, or a host is no person of the org any more. */
  replace(before: EventType, after: EventType, transition: Transition): Promise<boolean>;
  /** False where it was changed or deleted meanwhile. */
  remove(before: EventType, transition: Transition): Promise<boolean>;
}
