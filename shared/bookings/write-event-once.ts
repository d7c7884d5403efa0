import type { CalendarEntry } from '../../events/stored/booking.ts';
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
import type { EventStep } from './event-step.ts';
import type { AddressDeps } from './host-addresses.ts';
import { isSameGrant } from './is-same-grant.ts';

export type StepDeps = CommitDeps &
  AddressDeps & {
    readonly calendar: CalendarProvider;
    readonly connections: Pick<Connections, 'read'>;
    readonly dues: Pick<Dues, 'put'>;
  };

type Outcome =
  | { readonly kind: 'written'; readonly event: CalendarEvent; readonly isNew: boolean }
  | { readonly kind: 'burnt' }
  /** `seen` where it has been looked at already. */
  | { readonly kind: 'differs'; readonly seen?: CalendarEvent };

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

const create = async (deps: StepDeps, { wanted }: EventStep, access: CalendarAccess): Promise<Outcome> => {
  try {
    return { kind: 'written', event: await deps.calendar.createEvent(access, wanted), isNew: true };
  } catch (error) {
    if (verdictOf(error) !== 'conflict') throw error;
    // Taken by our own earlier call, whose answer was lost, or by an event that was deleted.
    const seen = await lookAtEvent(deps)(access, wanted.id);
    return seen.exists ? { kind: 'differs', seen } : { kind: 'burnt' };
  }
};

const change = async (
  { calendar }: StepDeps,
  { wanted, entry }: EventStep,
  access: CalendarAccess,
  etag: string,
): Promise<Outcome> => {
  try {
    const event = await calendar.changeEvent(access, news(wanted, entry), etag);
    return { kind: 'written', event, isNew: false };
  } catch (error) {
    const verdict = verdictOf(error);
    if (verdict === 'stale' || verdict === 'gone') return { kind: 'differs' };
    throw error;
  }
};

const remove = async (
  { calendar }: StepDeps,
  { wanted, entry, booking }: EventStep,
  access: CalendarAccess,
): Promise<Outcome> => {
  await calendar.removeEvent(access, wanted.id, { invites: wanted.invites });
  const { start = booking.start, end = booking.end } = entry.base ?? {};
  const gone = { id: wanted.id, exists: false, busy: false, isPrivate: false, attendees: [] };
  return { kind: 'written', event: { ...gone, start, end }, isNew: false };
};

const act = (deps: StepDeps, step: EventStep, access: CalendarAccess): Promise<Outcome> => {
  const { wanted, entry } = step;
  const { base } = entry;
  if (!wanted.exists) return remove(deps, step, access);
  if (base?.exists === false) return Promise.resolve({ kind: 'burnt' });
  if (base === undefined) return create(deps, step, access);
  if (base.etag === undefined) return Promise.resolve({ kind: 'differs' });
  return change(deps, step, access, base.etag);
};

const settleDifference = async (deps: StepDeps, step: EventStep, event: CalendarEvent): Promise<void> => {
  const { booking, userId, trace } = step;
  const target = { org: booking.org, bookingId: booking.id, userId };
  await applyProviderEvent(deps)(target, { event, zone: booking.zone, trace });
};

/**
 * One write at the provider and its confirmation. `again`: the calendar was not what the booking knew, or the event's id was
 * burnt; the booking has taken that in and has to be read anew. Throws ProviderError.
 */
export const writeEventOnce =
  (deps: StepDeps) =>
  async (step: EventStep, access: CalendarAccess, connection: Connection): Promise<'done' | 'again'> => {
    const { booking, userId, wanted, trace } = step;
    const outcome = await act(deps, step, access);
    if (outcome.kind === 'differs') {
      await settleDifference(deps, step, outcome.seen ?? (await lookAtEvent(deps)(access, wanted.id)));
      return 'again';
    }
    if (outcome.kind === 'burnt') {
      await burnEventId(deps)({ org: booking.org, bookingId: booking.id, userId, burnt: wanted.id, trace });
      return 'again';
    }
    const now = await deps.connections.read(connection.org, connection.userId, connection.id);
    if (!isSameGrant(connection, now)) {
      // Disconnected, or connected anew: nobody would ever take this event away again.
      if (outcome.isNew) await deps.calendar.removeEvent(access, wanted.id);
      return 'done';
    }
    await confirmWrite(deps)(step, outcome.event);
    return 'done';
  };
