import type { CalendarAccess, CalendarEvent, CalendarProvider } from '../ports/calendar-provider.ts';
import type { Clock } from '../ports/clock.ts';
import { ProviderError } from '../ports/provider-error.ts';

const MINUTE_MS = 60_000;

const CALENDAR_GONE = 'calendar not found';

/** Not an event is missing but, as it seems, its whole calendar: only the account's list of calendars can tell. */
export const missesCalendar = ({ verdict, word }: ProviderError): boolean =>
  verdict === 'gone' || word === CALENDAR_GONE;

const isGone = (error: unknown): boolean => error instanceof ProviderError && error.verdict === 'gone';

/** Throws unless the calendar itself answers: it may have been taken away from us as a whole. */
const assertReadable = async (
  calendar: CalendarProvider,
  access: CalendarAccess,
  now: number,
): Promise<void> => {
  const window = { start: new Date(now).toISOString(), end: new Date(now + MINUTE_MS).toISOString() };
  await calendar.readWindow(access, window, undefined, true).catch((cause: unknown) => {
    throw isGone(cause) ? new ProviderError('transient', { word: CALENDAR_GONE, cause }) : cause;
  });
};

/** An event of ours as its own GET tells it. `exists: false` is evidence: cancelled, or unknown to a calendar that answers. */
export const lookAtEvent =
  ({ calendar, clock }: { readonly calendar: CalendarProvider; readonly clock: Clock }) =>
  async (access: CalendarAccess, eventId: string): Promise<CalendarEvent> => {
    try {
      return await calendar.getEvent(access, eventId);
    } catch (error) {
      if (!isGone(error)) throw error;
      await assertReadable(calendar, access, clock.now());
      return { id: eventId, exists: false, busy: false, isPrivate: false, attendees: [] };
    }
  };
