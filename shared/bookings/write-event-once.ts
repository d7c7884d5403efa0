import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Wanted } from '../domain/wanted-event.ts';
import { saysSame } from '../domain/written-mark.ts';
import type {
  CalendarAccess,
  CalendarEvent,
  CalendarProvider,
  WantedEvent,
} from '../ports/calendar-provider.ts';
import type { Connections } from '../ports/connections.ts';
import type { Dues } from '../ports/dues.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { lookAtEvent } from '../sync/look-at-event.ts';
import { applyProviderEvent } from './apply-provider-event.ts';
import { burnEventId } from './burn-event-id.ts';
import type { CommitDeps } from './commit-booking.ts';
import { confirmWrite } from './confirm-write.ts';
import type { EventOutcome } from './event-outcome.ts';
import type { EventStep } from './event-step.ts';
import type { AddressDeps } from './host-addresses.ts';
import { isSameGrant } from './is-same-grant.ts';
import { makeEvent } from './make-event.ts';
import { clearForAnother, takeEventAway } from './take-event-away.ts';

export type StepDeps = CommitDeps &
  AddressDeps & {
    readonly calendar: CalendarProvider;
    readonly connections: Pick<Connections, 'read'>;
    readonly dues: Pick<Dues, 'put'>;
  };

const verdictOf = (error: unknown): ProviderError['verdict'] | undefined =>
  error instanceof ProviderError ? error.verdict : undefined;

const sameAddresses = (wanted: Wanted, confirmed: readonly string[] | undefined): boolean => {
  const now = new Set(wanted.attendees.map(({ email }) => email.toLowerCase()));
  return confirmed?.length === now.size && confirmed.every((address) => now.has(address));
};

/** What the booking says anew: the attendees and the description stay as people left them where it says what it said before. */
const news = (wanted: Wanted, { base }: CalendarEntry): WantedEvent => {
  const { attendees, description, ...rest } = wanted;
  return {
    ...rest,
    ...(!sameAddresses(wanted, base?.attendees) && { attendees }),
    ...(!saysSame(wanted.marker.written, base?.written) && { description }),
  };
};

const change = async (
  { calendar }: StepDeps,
  { wanted, entry }: EventStep,
  access: CalendarAccess,
  etag: string,
): Promise<EventOutcome> => {
  try {
    const event = await calendar.changeEvent(access, news(wanted, entry), etag);
    return { kind: 'written', event, isNew: false };
  } catch (error) {
    const verdict = verdictOf(error);
    if (verdict === 'stale' || verdict === 'gone') return { kind: 'differs' };
    throw error;
  }
};

const act = (deps: StepDeps, step: EventStep, access: CalendarAccess): Promise<EventOutcome> => {
  const { wanted, entry } = step;
  const { base, renew } = entry;
  if (!wanted.exists) return takeEventAway(deps)(step, access);
  if (base?.exists === false) return Promise.resolve({ kind: 'burnt' });
  if (base === undefined) return makeEvent(deps)(step, access);
  if (renew) return clearForAnother(deps)(step, access);
  if (base.etag === undefined) return Promise.resolve({ kind: 'differs' });
  return change(deps, step, access, base.etag);
};

const settleDifference = async (deps: StepDeps, step: EventStep, event: CalendarEvent): Promise<void> => {
  const { booking, userId, trace } = step;
  const target = { org: booking.org, bookingId: booking.id, userId };
  await applyProviderEvent(deps)(target, { event, zone: booking.zone, trace });
};

const takeIn = async (
  deps: StepDeps,
  step: EventStep,
  outcome: Exclude<EventOutcome, { kind: 'written' }>,
  access: CalendarAccess,
): Promise<void> => {
  const { booking, userId, wanted, trace } = step;
  if (outcome.kind === 'differs')
    await settleDifference(deps, step, outcome.seen ?? (await lookAtEvent(deps)(access, wanted.id)));
  if (outcome.kind === 'burnt')
    await burnEventId(deps)({ org: booking.org, bookingId: booking.id, userId, burnt: wanted.id, trace });
};

/** Somebody else has made, or found, the booking's event meanwhile, or it needs none in this calendar any more. */
const isUnknown = (booking: Booking | undefined, { wanted }: EventStep, { id }: CalendarEvent): boolean =>
  id !== wanted.id &&
  !Object.values(booking?.calendars ?? {}).some(({ eventId }) => eventId === id) &&
  !booking?.kept?.includes(id);

/**
 * One write at the provider and its confirmation. `again`: the calendar was not what the booking knew, or the event's key was
 * used up; the booking has taken that in and has to be read anew. Throws ProviderError.
 */
export const writeEventOnce =
  (deps: StepDeps) =>
  async (step: EventStep, access: CalendarAccess, connection: Connection): Promise<'done' | 'again'> => {
    const outcome = await act(deps, step, access);
    if (outcome.kind !== 'written') {
      await takeIn(deps, step, outcome, access);
      return 'again';
    }
    const { event, isNew } = outcome;
    const now = await deps.connections.read(connection.org, connection.userId, connection.id);
    if (!isSameGrant(connection, now)) {
      // Disconnected, or connected anew: nobody would ever take this event away again.
      if (isNew) await deps.calendar.removeEvent(access, event.id);
      return 'done';
    }
    const booking = await confirmWrite(deps)(step, event);
    if (isNew && isUnknown(booking, step, event)) await deps.calendar.removeEvent(access, event.id);
    return 'done';
  };
