import type { CalendarEntry } from '../../events/stored/booking.ts';
import { isOurId } from '../domain/our-id.ts';
import type { CalendarAccess, CalendarProvider } from '../ports/calendar-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { lookAtEvent } from '../sync/look-at-event.ts';
import { changeBooking } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';
import type { EventOutcome } from './event-outcome.ts';
import type { EventStep } from './event-step.ts';
import { findIntended } from './find-intended.ts';

type Deps = CommitDeps & { readonly calendar: CalendarProvider };

const verdictOf = (error: unknown): ProviderError['verdict'] | undefined =>
  error instanceof ProviderError ? error.verdict : undefined;

const create = async (
  { calendar }: Deps,
  { wanted }: EventStep,
  access: CalendarAccess,
): Promise<EventOutcome> => {
  try {
    return { kind: 'written', event: await calendar.createEvent(access, wanted), isNew: true };
  } catch (error) {
    if (verdictOf(error) !== 'conflict') throw error;
    // Taken by our own earlier call, whose answer was lost, or by an event that was deleted.
    const seen = await calendar.findOwnEvent(access, wanted.id);
    return seen ? { kind: 'differs', seen } : { kind: 'burnt' };
  }
};

const changeEntry = async (
  deps: Deps,
  { booking, entry: acted, userId, trace }: EventStep,
  change: (entry: CalendarEntry) => CalendarEntry | undefined,
): Promise<boolean> => {
  const target = { org: booking.org, id: booking.id, actor: { kind: 'system' as const }, trace };
  let isChanged = false;
  await changeBooking(deps)(target, (current) => {
    const entry = current.calendars[userId];
    const isStill = entry?.eventId === acted.eventId && entry.connectionId === acted.connectionId;
    const next = isStill ? change(entry) : undefined;
    isChanged = next !== undefined;
    return next && { after: { ...current, calendars: { ...current.calendars, [userId]: next } } };
  });
  return isChanged;
};

/** Written down first: whoever finds it looks for the event before making another. Undefined: the booking has changed. */
const intend = async (deps: Deps, step: EventStep): Promise<string | undefined> => {
  const { entry: acted } = step;
  const intendedAt = new Date(deps.clock.now()).toISOString();
  const isIntended = await changeEntry(deps, step, ({ renew: _, ...entry }) =>
    entry.base === undefined && entry.owed === acted.owed && entry.intendedAt === acted.intendedAt
      ? { ...entry, intendedAt }
      : undefined,
  );
  return isIntended ? intendedAt : undefined;
};

/** The provider has refused it: there is nothing to look for. */
const forget = (deps: Deps, step: EventStep, asked: string): Promise<boolean> =>
  changeEntry(deps, step, ({ intendedAt, ...entry }) => (intendedAt === asked ? entry : undefined));

const createNamed = async (deps: Deps, step: EventStep, access: CalendarAccess): Promise<EventOutcome> => {
  const asked = await intend(deps, step);
  if (asked === undefined) return { kind: 'again' };
  try {
    return await create(deps, step, access);
  } catch (error) {
    const verdict = verdictOf(error);
    if (verdict !== undefined && verdict !== 'transient') await forget(deps, step, asked);
    throw error;
  }
};

/**
 * Makes the event of a host, once. Where the provider chooses the ids, a creation whose outcome is unknown is looked for by our key
 * before it is asked for again. Throws ProviderError.
 */
export const makeEvent =
  (deps: Deps) =>
  async (step: EventStep, access: CalendarAccess): Promise<EventOutcome> => {
    const { calendar } = deps;
    const { entry, wanted } = step;
    if (!calendar.namesEvents) return create(deps, step, access);
    if (!isOurId(entry.eventId)) {
      // One that was left behind and is the booking's again: nothing is known of it but its id.
      const seen = await lookAtEvent(deps)(access, wanted.id);
      return seen.exists ? { kind: 'differs', seen } : { kind: 'burnt' };
    }
    const made = await findIntended(deps)(step, access);
    return made ? { kind: 'differs', seen: made } : createNamed(deps, step, access);
  };
