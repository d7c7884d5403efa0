import {
  createSubscription,
  deleteSubscription,
  getSubscription,
  listSubscriptions,
  reauthorizeSubscription,
  renewSubscription,
} from '../notifications/subscription-methods.ts';
import type { World } from '../world.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import { deleteCalendar, getCalendar, getMe, listCalendars, supportedTimeZones } from './calendars.ts';
import { patchEvent } from './change-event.ts';
import { createEvent } from './create-event.ts';
import { deltaOf } from './delta.ts';
import { cancelEvent, deleteEvent, respond } from './end-event.ts';
import { getSchedule } from './get-schedule.ts';
import { calendarView, getEvent, listEvents, listInstances } from './read-events.ts';
import { translateIds } from './translate-ids.ts';

type Run = (world: World, request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>;

interface Method {
  readonly verb: string;
  /** `:id` is a parameter; a calendar in the path is taken out before. */
  readonly path: string;
  readonly scopes: readonly string[];
  /** Needs Exchange behind the account. */
  readonly usesMailbox: boolean;
  readonly run: Run;
}

const WRITE = ['Calendars.ReadWrite'];
const READ = ['Calendars.Read', 'Calendars.ReadWrite'];
const BASIC = ['Calendars.ReadBasic', ...READ];
const PROFILE = ['User.Read'];

const method = (verb: string, path: string, scopes: readonly string[], run: Run): Method => ({
  verb,
  path,
  scopes,
  usesMailbox: path !== 'me' && !path.startsWith('subscriptions'),
  run,
});

/** What is simulated of https://learn.microsoft.com/en-us/graph/api/overview */
const METHODS: readonly Method[] = [
  method('GET', 'me', PROFILE, getMe),
  method('GET', 'me/calendars', BASIC, listCalendars),
  method('GET', 'me/calendar', BASIC, getCalendar),
  method('DELETE', 'me/calendar', WRITE, deleteCalendar),
  method('GET', 'me/outlook/:id', PROFILE, supportedTimeZones),
  method('POST', 'me/getSchedule', BASIC, getSchedule),
  method('POST', 'me/microsoft.graph.getSchedule', BASIC, getSchedule),
  method('POST', 'me/translateExchangeIds', READ, translateIds),
  method('GET', 'me/calendarView', BASIC, calendarView),
  method('GET', 'me/calendarView/delta', READ, deltaOf),
  method('GET', 'me/events', READ, listEvents),
  method('POST', 'me/events', WRITE, createEvent),
  method('GET', 'me/events/:id', READ, getEvent),
  method('PATCH', 'me/events/:id', WRITE, patchEvent),
  method('DELETE', 'me/events/:id', WRITE, deleteEvent),
  method('GET', 'me/events/:id/instances', READ, listInstances),
  method('POST', 'subscriptions', READ, createSubscription),
  method('GET', 'subscriptions', READ, listSubscriptions),
  method('GET', 'subscriptions/:id', READ, getSubscription),
  method('PATCH', 'subscriptions/:id', READ, renewSubscription),
  method('DELETE', 'subscriptions/:id', READ, deleteSubscription),
  method('POST', 'subscriptions/:id/reauthorize', READ, reauthorizeSubscription),
  method('POST', 'me/events/:id/cancel', WRITE, cancelEvent),
  method('POST', 'me/events/:id/accept', WRITE, respond('accepted')),
  method('POST', 'me/events/:id/tentativelyAccept', WRITE, respond('tentativelyAccepted')),
  method('POST', 'me/events/:id/decline', WRITE, respond('declined')),
];

interface Found {
  readonly method: Method;
  readonly calendarId: string | undefined;
  readonly id: string;
  /** Undefined: the caller's own. */
  readonly user: string | undefined;
}

const fits = (pattern: readonly string[], parts: readonly string[]): boolean =>
  pattern.length === parts.length &&
  pattern.every((name, index) => name === ':id' || name.toLowerCase() === parts[index]?.toLowerCase());

/** `users/{id}` is `me` for whoever it names. */
const userIn = ([first, user, ...rest]: readonly string[]): { user?: string; parts: readonly string[] } =>
  first === 'users' && user !== undefined
    ? { user, parts: ['me', ...rest] }
    : { parts: [first, user, ...rest].filter((each) => each !== undefined) };

/** Stands for the default calendar of whoever calls. */
export const DEFAULT_CALENDAR = 'default';

/** What lies in no calendar by name is the whole mailbox. */
const calendarIn = (parts: readonly string[]): { calendarId?: string; parts: readonly string[] } => {
  const [first, kind, id, ...rest] = parts;
  if (first !== 'me' || id === undefined) return { parts };
  if (kind === 'calendar') return { calendarId: DEFAULT_CALENDAR, parts: ['me', id, ...rest] };
  if (kind !== 'calendars') return { parts };
  return { calendarId: id, parts: ['me', ...(rest.length > 0 ? rest : ['calendar'])] };
};

export const findMethod = (verb: string, path: string): Found | undefined => {
  const { user, parts: own } = userIn(path.split('/').map(decodeURIComponent));
  const { calendarId, parts } = calendarIn(own);
  const found = METHODS.find((each) => each.verb === verb && fits(each.path.split('/'), parts));
  if (!found) return undefined;
  return { method: found, calendarId, id: parts[found.path.split('/').indexOf(':id')] ?? '', user };
};
