import type { LoggedEvent } from '../../events/stored/logged-event.ts';
import { pageCursor } from '../../shared/domain/page-cursor.ts';
import { HubError } from '../../shared/errors.ts';
import { eventsKeptSince } from '../../shared/history/read-events.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventLog } from '../../shared/ports/event-log.ts';

interface Deps {
  readonly events: Pick<EventLog, 'at' | 'length'>;
  readonly clock: Clock;
}

const unknown = (): HubError =>
  new HubError('invalid_cursor', { detail: 'There is no such event: begin again without after.' });

const expired = (): HubError =>
  new HubError('invalid_cursor', {
    detail:
      'This event is older than 30 days, and so may be others after it that are kept no more: begin again without after.',
    extra: { expired: true },
  });

/** `evt_….57`: the event's own id and its place, so that no index has to be asked for it. */
export const eventIdOf = ({ id, position }: Pick<LoggedEvent, 'id' | 'position'>): string =>
  `${id}.${position}`;

const positionIn = (eventId: string): number => {
  const position = /^evt_[a-z2-7]+\.([1-9]\d{0,11})$/u.exec(eventId)?.[1];
  if (position === undefined) throw unknown();
  return Number(position);
};

/** The place of an event by its id. Throws `invalid_cursor` for one that is not in the log, or not any more. */
export const placeOfEvent =
  ({ events, clock }: Deps) =>
  async (org: string, eventId: string): Promise<number> => {
    const position = positionIn(eventId);
    const [event, length] = await Promise.all([events.at(org, position), events.length(org)]);
    if (position > length || (event && eventIdOf(event) !== eventId)) throw unknown();
    if (event === undefined || event.at < eventsKeptSince(clock.now())) throw expired();
    return position;
  };

/** A page's cursor as a place, and back. */
export const placeCursor = {
  write: (position: number): string => pageCursor.write('events', String(position)),
  read: (cursor: string): number => {
    const [kind, position = ''] = pageCursor.read(cursor);
    if (kind !== 'events' || !/^\d{1,12}$/u.test(position)) throw unknown();
    return Number(position);
  },
};
