import type { CalendarEvent, CalendarProvider, WantedEvent } from '../../shared/ports/calendar-provider.ts';
import { ProviderError } from '../../shared/ports/provider-error.ts';

interface MemoryCalendar {
  readonly provider: CalendarProvider;
  /** The one event that lies in it, whatever its id. */
  event(): CalendarEvent | undefined;
  /** What its owner does in the calendar's own interface. */
  edit(change: Partial<CalendarEvent>): void;
  remove(): void;
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
  const made = ({ id, title, place, start, end, attendees = [], marker }: WantedEvent): CalendarEvent => ({
    id,
    exists: true,
    busy: true,
    isPrivate: false,
    title,
    start,
    end,
    attendees,
    ...(place !== undefined && { place }),
    ...(marker.written !== undefined && { written: marker.written }),
  });
  const latest = () => [...events.values()].at(-1);
  return {
    provider: {
      createEvent: async (_, wanted) =>
        answer(events.has(wanted.id) ? refuse('conflict') : save(made(wanted))),
      changeEvent: async (_, wanted, etag) => {
        const before = living(wanted.id);
        if (before.etag !== etag) refuse('stale');
        return answer(save({ ...before, ...made({ attendees: before.attendees, ...wanted }) }));
      },
      removeEvent: async (_, id) => {
        const event = events.get(id);
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
    loseNextAnswer: () => {
      loses = true;
    },
  };
};
