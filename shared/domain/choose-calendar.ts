import type { CalendarPatch } from '../../events/http/calendars.ts';
import type { ConnectedCalendar, Connection } from '../../events/stored/connection.ts';
import { HubError } from '../errors.ts';
import { knownCalendars } from './known-calendars.ts';
import { calendarAccounts, type UserCalendar, userCalendars } from './user-calendars.ts';
import { targetCalendar } from './view-calendars.ts';

/** One call of the provider asks for that many, and one transaction begins to read them. */
const MOST_BUSY = 30;

const refuse = (field: 'busy' | 'target', message: string): never => {
  throw new HubError('invalid_request', {
    detail: 'The calendar cannot be used so: see errors.',
    errors: [{ field, message }],
  });
};

const find = (own: readonly Connection[], id: string): UserCalendar => {
  const found = userCalendars(own).find(({ calendar }) => calendar.id === id);
  if (found === undefined) throw new HubError('not_found', { detail: 'You have no such calendar.' });
  return found;
};

const judge = (
  own: readonly Connection[],
  { connection, calendar }: UserCalendar,
  patch: CalendarPatch,
): void => {
  if (patch.target === false && targetCalendar(own) === calendar.id)
    refuse('target', 'must not be false where bookings go now: choose another calendar instead');
  if (patch.target && calendar.gone) refuse('target', 'is gone from its account: choose another calendar');
  if (patch.target && !calendar.writable)
    refuse('target', 'must be a calendar that the account may write to');
  if (patch.busy && calendar.gone) refuse('busy', 'is gone from its account');
  const others = connection.calendars.filter(({ busy, id }) => busy && id !== calendar.id);
  if (patch.busy && others.length >= MOST_BUSY)
    refuse('busy', `must not be true for more than ${MOST_BUSY} calendars of one account`);
};

const chosen = (
  calendar: ConnectedCalendar,
  id: string,
  { busy, target }: CalendarPatch,
): ConnectedCalendar => {
  const isNamed = calendar.id === id;
  const isTarget = target ? isNamed : calendar.target && !(isNamed && target === false);
  return {
    ...calendar,
    ...(isNamed && busy !== undefined && { busy }),
    target: isTarget,
    holds: calendar.holds || isTarget,
  };
};

/**
 * What a patch makes of a user's calendars, by connection id. A new target touches every account, so that of two that are chosen at
 * once one gives way. Throws `not_found`, and `invalid_request` naming the field.
 */
export const chooseCalendar = (
  own: readonly Connection[],
  id: string,
  patch: CalendarPatch,
): Map<string, readonly ConnectedCalendar[]> => {
  const found = find(own, id);
  judge(own, found, patch);
  const touched = patch.target === undefined ? [found.connection] : calendarAccounts(own);
  return new Map(
    touched.map((connection) => [
      connection.id,
      knownCalendars(connection).map((calendar) => chosen(calendar, id, patch)),
    ]),
  );
};
