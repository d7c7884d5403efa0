import { isOurId } from '../domain/our-id.ts';
import type { CalendarAccess, CalendarProvider } from '../ports/calendar-provider.ts';
import type { Clock } from '../ports/clock.ts';
import { ProviderError } from '../ports/provider-error.ts';
import type { EventOutcome } from './event-outcome.ts';
import type { EventStep } from './event-step.ts';
import { findIntended } from './find-intended.ts';

interface Deps {
  readonly calendar: CalendarProvider;
  readonly clock: Clock;
}

/** By the id that it has; undefined: it was never made. */
const idOf = async (deps: Deps, step: EventStep, access: CalendarAccess): Promise<string | undefined> => {
  const { eventId } = step.entry;
  if (!(deps.calendar.namesEvents && isOurId(eventId))) return eventId;
  return (await findIntended(deps)(step, access))?.id;
};

/** Takes a host's event away, also one whose creation nobody has heard of. Throws ProviderError. */
export const takeEventAway =
  (deps: Deps) =>
  async (step: EventStep, access: CalendarAccess): Promise<EventOutcome> => {
    const { wanted, entry, booking } = step;
    const id = await idOf(deps, step, access);
    if (id !== undefined) await deps.calendar.removeEvent(access, id, { invites: wanted.invites });
    const { start = booking.start, end = booking.end } = entry.base ?? {};
    const gone = { id: id ?? wanted.id, exists: false, busy: false, isPrivate: false, attendees: [] };
    return { kind: 'written', event: { ...gone, start, end }, isNew: false };
  };

/** Takes away an event that cannot become what is wanted; `differs` where a person has changed it meanwhile. Throws ProviderError. */
export const clearForAnother =
  ({ calendar }: Pick<Deps, 'calendar'>) =>
  async ({ wanted, entry }: EventStep, access: CalendarAccess): Promise<EventOutcome> => {
    const { etag } = entry.base ?? {};
    try {
      await calendar.removeEvent(access, entry.eventId, {
        invites: wanted.invites,
        ...(etag !== undefined && { etag }),
      });
      return { kind: 'burnt' };
    } catch (error) {
      if (error instanceof ProviderError && error.verdict === 'stale') return { kind: 'differs' };
      throw error;
    }
  };
