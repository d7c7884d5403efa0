import type { LoggedEvent } from '../../events/stored/logged-event.ts';
import { HubError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventLog } from '../ports/event-log.ts';

interface Deps {
  readonly events: EventLog;
  readonly clock: Clock;
}

interface EventsQuery {
  readonly org: string;
  /** 0 = from the oldest that is kept. */
  readonly after: number;
  readonly limit: number;
  readonly matches: (event: LoggedEvent) => boolean;
}

interface EventsPage {
  readonly items: readonly LoggedEvent[];
  /** Where to read on, if there is more by now. */
  readonly next?: number;
}

const KEPT_MS = 30 * 24 * 3_600_000;
const AT_ONCE = 100;
/** Others who read on at the same time: each lost race is theirs won, and its events are there. */
const MOST_RACES = 50;
/** Where matches are rare a page may end early. */
const MOST_LOOKED_AT = 2000;

/** UTC instant: older events are kept no more. */
export const eventsKeptSince = (now: number): string => new Date(now - KEPT_MS).toISOString();

interface Place {
  readonly org: string;
  readonly position: number;
  readonly since: string;
}

/** The next events of the log; none at its end, after everything that is visible by now was given a place. */
const readOn = async (events: EventLog, { org, position, since }: Place): Promise<readonly LoggedEvent[]> => {
  for (let race = 0; race < MOST_RACES; race += 1) {
    const found = await events.after(org, position, AT_ONCE);
    if (found.length > 0 || !(await events.append(org, since))) return found;
  }
  throw new HubError('busy', { retryAfterSeconds: 1 });
};

/** Event by event, to the end of the log or as far as one request looks. */
async function* eventsFrom(events: EventLog, { org, position, since }: Place): AsyncGenerator<LoggedEvent> {
  let last = position;
  for (let looked = 0; looked < MOST_LOOKED_AT; ) {
    const page = await readOn(events, { org, position: last, since });
    yield* page;
    looked += page.length;
    last = page.at(-1)?.position ?? last;
    if (page.length === 0) return;
  }
}

interface Taken {
  readonly items: LoggedEvent[];
  /** Of the last event that was looked at and either taken or not wanted; undefined where there was none. */
  readonly last: number | undefined;
  /** The log goes on. */
  readonly isMore: boolean;
}

const take = async (
  found: AsyncIterable<LoggedEvent>,
  limit: number,
  isWanted: (event: LoggedEvent) => boolean,
): Promise<Taken> => {
  const items: LoggedEvent[] = [];
  let last: number | undefined;
  let looked = 0;
  for await (const event of found) {
    const wanted = isWanted(event);
    if (wanted && items.length === limit) return { items, last, isMore: true };
    if (wanted) items.push(event);
    last = event.position;
    looked += 1;
  }
  return { items, last, isMore: looked >= MOST_LOOKED_AT };
};

/** An org's events of the last 30 days after a position, in the order of the log, as far as they match. */
export const readEvents =
  ({ events, clock }: Deps) =>
  async ({ org, after, limit, matches }: EventsQuery): Promise<EventsPage> => {
    const since = eventsKeptSince(clock.now());
    const found = eventsFrom(events, { org, position: after, since });
    const isWanted = (event: LoggedEvent) => event.at >= since && matches(event);
    const { items, last, isMore } = await take(found, limit, isWanted);
    return { items, ...(isMore && last !== undefined && { next: last }) };
  };
