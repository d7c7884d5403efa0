import { createHash } from 'node:crypto';
import { type Account, type Calendar, isAtLeast, ROLES, type Role } from '../accounts.ts';
import type { World } from '../world.ts';
import { ApiRefusal, invalid, notFound } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, accessTo } from './api-request.ts';
import { queryOf } from './pages.ts';

type Shown = Record<string, unknown>;

const etagOf = (shown: Shown): string =>
  `"${createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16)}"`;

const conferenceProperties = ({ meet }: Account, { isGenerated }: Calendar): Shown => ({
  allowedConferenceSolutionTypes: meet === 'unsupported' || isGenerated ? [] : ['hangoutsMeet'],
});

const withEtag = (kind: string, shown: Shown): Shown => ({ kind, etag: etagOf(shown), ...shown });

const entry = (account: Account, calendar: Calendar, role: Role): Shown =>
  withEtag('calendar#calendarListEntry', {
    id: calendar.id,
    summary: calendar.summary,
    timeZone: calendar.zone,
    accessRole: role,
    ...(calendar.primaryOf === account.email && { primary: true }),
    selected: true,
    colorId: '14',
    backgroundColor: '#9fe1e7',
    foregroundColor: '#000000',
    defaultReminders: calendar.primaryOf === account.email ? [{ method: 'popup', minutes: 10 }] : [],
    conferenceProperties: conferenceProperties(account, calendar),
  });

const isRole = (text: string): text is Role => ROLES.some((role) => role === text);

/** https://developers.google.com/workspace/calendar/api/v3/reference/calendarList/list */
export const listCalendars = (world: World, { account, query }: ApiRequest): ApiAnswer => {
  if (query.has('syncToken'))
    throw new ApiRefusal({ status: 501, reason: 'notImplemented', message: 'Not simulated: syncToken' });
  const least = query.get('minAccessRole') ?? 'freeBusyReader';
  if (!isRole(least)) throw invalid(`Invalid value '${least}'.`, 'minAccessRole');
  const size = Math.min(Number(query.get('maxResults') ?? '100'), 250);
  if (!(size >= 1)) throw invalid('Invalid value.', 'maxResults');
  const items = world.accounts
    .calendarsOf(account.email)
    .filter(({ role }) => isAtLeast(role, least))
    .map(({ calendar, role }) => entry(account, calendar, role));
  const pageToken = query.get('pageToken');
  const wanted = queryOf(query, `calendarList ${account.email}`);
  const page =
    pageToken === null
      ? world.pages.first({ items, query: wanted, size })
      : world.pages.next(pageToken, wanted);
  return { body: { kind: 'calendar#calendarList', etag: etagOf({ items }), ...page } };
};

export const getCalendarListEntry = (world: World, request: ApiRequest): ApiAnswer => {
  const { calendar, role } = accessTo(world, request, 'freeBusyReader');
  return { body: entry(request.account, calendar, role) };
};

export const getCalendar = (world: World, request: ApiRequest): ApiAnswer => {
  const { calendar } = accessTo(world, request, 'freeBusyReader');
  return {
    body: withEtag('calendar#calendar', {
      id: calendar.id,
      summary: calendar.summary,
      timeZone: calendar.zone,
      conferenceProperties: conferenceProperties(request.account, calendar),
    }),
  };
};

const settingsOf = ({ zone }: Account): Map<string, string> =>
  new Map([
    ['timezone', zone],
    ['locale', 'en'],
    ['weekStart', '1'],
    ['format24HourTime', 'true'],
  ]);

const setting = (id: string, value: string): Shown => withEtag('calendar#setting', { id, value });

/** The name of the setting travels where other calls have an event id. */
export const getSetting = (_world: World, { account, eventId }: ApiRequest): ApiAnswer => {
  const value = settingsOf(account).get(eventId);
  if (value === undefined) throw notFound();
  return { body: setting(eventId, value) };
};

export const listSettings = (_world: World, { account }: ApiRequest): ApiAnswer => {
  const items = [...settingsOf(account)].map(([id, value]) => setting(id, value));
  return { body: { kind: 'calendar#settings', etag: etagOf({ items }), items } };
};
