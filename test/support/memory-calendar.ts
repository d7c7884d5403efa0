import type { CalendarEvent, CalendarProvider, WantedEvent } from '../../shared/ports/calendar-provider.ts';
import { ProviderError } from '../../shared/ports/provider-error.ts';

const LINKS = {
  ready: { state: 'ready', joinUrl: 'https://meet.example/room' },
  pending: { state: 'pending' },
  unsupported: { state: 'failed' },
} as const;

interface MemoryCalendar {
  readonly provider: CalendarProvider;
  /** The one event that lies in it, whatever its id. */
  event(): CalendarEvent | undefined;
  /** What its owner does in the calendar's own interface. */
  edit(change: Partial<CalendarEvent>): void;
  remove(): void;
  /** What comes of conferences that are asked for from now on. */
  meet(mode: keyof typeof LINKS): void;
  /** The next write is done, but its answer is lost. */
  loseNextAnswer(): void;
}

const none = (): never => {
  throw new Error('not part of this test');
};

/** A calendar in memory with ids that stay taken, etags, and answers that get lost on request. */
export const memoryCalendar = (): MemoryCalendar => {
  const events = new Map<string, CalendarEvent>();
  let revision = 0;
  let loses = false;
  let meets: keyof typeof LINKS = 'ready';
  const save = (event: CalendarEvent): CalendarEvent => {
    revision += 1;
    const updated = new Date(Date.UTC(2027, 0, 4, 9) + revision).toISOString();
    const saved = { ...event, etag: `"${revision}"`, updated };
    events.set(event.id, saved);
    return saved;
  };
  const answer = <T>(value: T): Promise<T> => {
    const lost = loses;
    loses = false;
    return lost
      ? Promise.reject(new ProviderError('transient', { word: 'ECONNRESET' }))
      : Promise.resolve(value);
  };
  const refuse = (verdict: 'gone' | 'conflict' | 'stale'): never => {
    throw new ProviderError(verdict, { word: verdict });
  };
  const living = (id: string): CalendarEvent => {
    const event = events.get(id);
    return event?.exists ? event : refuse('gone');
  };
  const invited = ({ attendees }: WantedEvent, before: CalendarEvent['attendees'] = []) =>
    attendees?.map((each) => before.find(({ email }) => email === each.email) ?? each) ?? before;
  const linked = (
    { conferenceRequestId }: WantedEvent,
    before?: CalendarEvent,
  ): CalendarEvent['conference'] =>
    before?.conference ?? (conferenceRequestId === undefined ? undefined : LINKS[meets]);
  const made = (wanted: WantedEvent, before?: CalendarEvent): CalendarEvent => {
    const { id, title, place, start, end, marker } = wanted;
    const conference = linked(wanted, before);
    return {
      id,
      exists: true,
      busy: true,
      isPrivate: false,
      title,
      start,
      end,
      attendees: invited(wanted, before?.attendees),
      iCalUid: `${id}@memory`,
      htmlLink: `https://calendar.example/${id}`,
      ...(place !== undefined && { place }),
      ...(conference && { conference }),
      ...(marker.written !== undefined && { written: marker.written }),
    };
  };
  const latest = () => [...events.values()].at(-1);
  return {
    provider: {
      createEvent: async (_, wanted) =>
        answer(events.has(wanted.id) ? refuse('conflict') : save(made(wanted))),
      changeEvent: async (_, wanted, etag) => {
        const before = living(wanted.id);
        if (before.etag !== etag) refuse('stale');
        return answer(save(made(wanted, before)));
      },
      removeEvent: async (_, id, { etag } = {}) => {
        const event = events.get(id);
        if (event?.exists && etag !== undefined && etag !== event.etag) refuse('stale');
        if (event?.exists) save({ ...event, exists: false });
        await answer(undefined);
      },
      getEvent: async (_, id) => events.get(id) ?? refuse('gone'),
      findOwnEvent: async (_, id) => (events.get(id)?.exists ? events.get(id) : undefined),
      readWindow: () => Promise.resolve({ events: [] }),
      readView: () => Promise.resolve({ events: [] }),
      changesSince: none,
      freeBusy: none,
      listCalendars: none,
      listOwnEvents: none,
      findByICalUid: none,
      watch: none,
      unwatch: none,
    },
    event: latest,
    edit: (change) => {
      const event = latest();
      if (event?.exists) save({ ...event, ...change });
    },
    remove: () => {
      const event = latest();
      if (event?.exists) save({ ...event, exists: false });
    },
    meet: (mode) => {
      meets = mode;
    },
    loseNextAnswer: () => {
      loses = true;
    },
  };
};
