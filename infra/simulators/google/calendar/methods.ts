import type { World } from '../world.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import {
  getCalendar,
  getCalendarListEntry,
  getSetting,
  listCalendars,
  listSettings,
} from './calendar-list.ts';
import { changeEvent } from './change-event.ts';
import { deleteEvent } from './delete-event.ts';
import { queryFreeBusy } from './free-busy.ts';
import { importEvent, insertEvent } from './insert-event.ts';
import { getEvent, listEvents, listInstances } from './list-events.ts';
import { METHOD_SCOPES as S } from './method-scopes.ts';
import { moveEvent } from './move-event.ts';
import { stopChannel, watchCalendarList, watchEvents } from './watch.ts';

interface Method {
  readonly verb: string;
  /** `:calendar` and `:event` are path parameters. */
  readonly path: string;
  readonly scopes: readonly string[];
  readonly units: number;
  readonly isWrite: boolean;
  readonly run: (world: World, request: ApiRequest) => ApiAnswer;
}
type Run = Method['run'];

const read = (path: string, scopes: readonly string[], run: Run, verb = 'GET'): Method => ({
  verb,
  path,
  scopes,
  units: 1,
  isWrite: false,
  run,
});

const write = (verb: string, path: string, run: Run, units = 1): Method => ({
  verb,
  path,
  scopes: S.writeEvents,
  units,
  isWrite: true,
  run,
});

const EVENTS = 'calendars/:calendar/events';
const EVENT = `${EVENTS}/:event`;
const LIST = 'users/me/calendarList';

/** What is simulated of https://developers.google.com/workspace/calendar/api/v3/reference; a patch costs three units. */
const METHODS: readonly Method[] = [
  read(LIST, S.calendarList, listCalendars),
  read(`${LIST}/watch`, S.calendarList, watchCalendarList, 'POST'),
  read(`${LIST}/:calendar`, S.calendarList, getCalendarListEntry),
  read('users/me/settings', S.settings, listSettings),
  read('users/me/settings/:event', S.settings, getSetting),
  read('calendars/:calendar', S.calendars, getCalendar),
  read('freeBusy', S.freeBusy, queryFreeBusy, 'POST'),
  read('channels/stop', S.stopChannels, stopChannel, 'POST'),
  read(EVENTS, S.readEvents, listEvents),
  read(`${EVENTS}/watch`, S.readEvents, watchEvents, 'POST'),
  write('POST', `${EVENTS}/import`, importEvent),
  write('POST', EVENTS, insertEvent),
  read(`${EVENT}/instances`, S.readEvents, listInstances),
  read(EVENT, S.readEvents, getEvent),
  write('PATCH', EVENT, (world, request) => changeEvent(world, request, 'patch'), 3),
  write('PUT', EVENT, (world, request) => changeEvent(world, request, 'update')),
  write('POST', `${EVENT}/move`, moveEvent),
  write('DELETE', EVENT, deleteEvent),
];

interface Found {
  readonly method: Method;
  readonly calendarId: string;
  readonly eventId: string;
}

const fits = (pattern: readonly string[], parts: readonly string[]): boolean =>
  pattern.length === parts.length &&
  pattern.every((name, index) => name.startsWith(':') || name === parts[index]);

/** The ids in a path are percent-encoded: `a%20b%40x.com`. */
export const findMethod = (verb: string, path: string): Found | undefined => {
  const parts = path.split('/');
  const method = METHODS.find((each) => each.verb === verb && fits(each.path.split('/'), parts));
  if (!method) return undefined;
  const at = (name: string): string => decodeURIComponent(parts[method.path.split('/').indexOf(name)] ?? '');
  return { method, calendarId: at(':calendar'), eventId: at(':event') };
};
