import type { ConnectedCalendar } from '../../events/stored/connection.ts';
import { calendarIdOf } from './calendar-id.ts';

/** A calendar as its provider lists it. */
interface Listed extends Pick<ConnectedCalendar, 'name' | 'zone' | 'primary' | 'writable'> {
  /** The provider's. */
  readonly id: string;
}

/** They rest on one item of at most 400 kB. */
const MOST = 500;
const LONGEST_NAME = 100;

const nameOf = (name: string): string => [...name].slice(0, LONGEST_NAME).join('');

const isChosen = ({ busy, target, holds, primary, feedId }: ConnectedCalendar): boolean =>
  busy || target || holds || primary || feedId !== undefined;

const merged = (
  connectionId: string,
  known: ConnectedCalendar | undefined,
  { id: calendarId, name, zone, primary, writable }: Listed,
): ConnectedCalendar => {
  const { zone: _, ...before } = known ?? {
    id: calendarIdOf(connectionId, calendarId),
    calendarId,
    busy: false,
    target: false,
    holds: false,
  };
  return {
    ...before,
    name: nameOf(name),
    ...(zone !== undefined && { zone }),
    primary,
    writable,
    gone: false,
  };
};

/**
 * What a connection knows of its calendars after they were listed anew: names follow the provider, new ones are chosen for nothing,
 * chosen ones that are missing are marked as gone. A list without the main calendar is no evidence of anything.
 */
export const mergeCalendars = (
  connectionId: string,
  known: readonly ConnectedCalendar[],
  listed: readonly Listed[],
): readonly ConnectedCalendar[] => {
  if (!listed.some(({ primary }) => primary)) return known;
  const present = new Map(listed.map((each) => [each.id, each]));
  const before = new Map(known.map((each) => [each.calendarId, each]));
  const found = [...present.values()].map((each) => merged(connectionId, before.get(each.id), each));
  const gone = known
    .filter((each) => !present.has(each.calendarId) && !each.primary && isChosen(each))
    .map((each) => ({ ...each, gone: true }));
  const chosen = [...found.filter(isChosen), ...gone];
  const others = found.filter((each) => !isChosen(each));
  return [...chosen, ...others.slice(0, Math.max(0, MOST - chosen.length))];
};
