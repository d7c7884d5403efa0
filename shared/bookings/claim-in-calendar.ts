import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { type CalendarDeps, changeCalendars } from '../connections/change-calendars.ts';
import { knownCalendars } from '../domain/known-calendars.ts';
import { claimCalendars } from './claim-calendars.ts';

interface Request {
  readonly calendar: string | undefined;
  readonly connections: readonly Connection[];
  readonly settings: Pick<OrgSettings, 'platforms'>;
  readonly trace: string;
}

const isUnread = ({ calendars }: Booking): boolean =>
  Object.values(calendars).some(({ feedId }) => feedId === '');

/** From now on the calendar is read, so that what becomes of the event there comes back. */
const readIt = async (
  deps: CalendarDeps,
  { calendar, connections, trace }: Request,
): Promise<readonly Connection[]> => {
  const owner = connections.find((each) => knownCalendars(each).some(({ id }) => id === calendar));
  if (owner === undefined) return connections;
  const { org, userId, id } = owner;
  const own = await changeCalendars(deps)({ org, userId, trace }, (present) => {
    const connection = present.find((each) => each.id === id);
    const calendars = connection && knownCalendars(connection);
    return new Map(
      calendars
        ? [[id, calendars.map((each) => (each.id === calendar ? { ...each, holds: true } : each))]]
        : [],
    );
  });
  return [...connections.filter((each) => each.userId !== userId), ...own];
};

/** Plans a booking's calendars; one that was named and is not read yet is read from now on. Throws as `claimCalendars` does. */
export const claimInCalendar =
  (deps: CalendarDeps) =>
  async (booking: Booking, request: Request): Promise<Booking> => {
    const claimed = claimCalendars(booking, request);
    if (!isUnread(claimed)) return claimed;
    return claimCalendars(booking, { ...request, connections: await readIt(deps, request) });
  };
