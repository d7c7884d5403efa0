import { type Account, type Calendar, isPersonal } from '../accounts.ts';
import type { World } from '../world.ts';
import { badRequest } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, calendarOf } from './api-request.ts';
import { collection, contextOf, selected } from './collection.ts';
import { canTeams } from './teams.ts';
import { zoneNames } from './zones.ts';

const shownCalendar = (account: Account, calendar: Calendar): Record<string, unknown> => {
  const { id, name, canEdit, isDefault } = calendar;
  const providers = canTeams(account) ? ['teamsForBusiness'] : [];
  return {
    id,
    name,
    color: 'auto',
    hexColor: '',
    isDefaultCalendar: isDefault,
    changeKey: 'AAAAAA==',
    canShare: canEdit,
    canViewPrivateItems: true,
    canEdit,
    allowedOnlineMeetingProviders: isPersonal(account) ? ['skypeForConsumer'] : providers,
    defaultOnlineMeetingProvider: providers[0] ?? 'unknown',
    isTallyingResponses: true,
    isRemovable: !isDefault,
    owner: { name: account.name, address: account.email },
  };
};

export const listCalendars = (world: World, request: ApiRequest): ApiAnswer => {
  const { account, query } = request;
  const items = world.accounts
    .calendarsOf(account)
    .map((each) => selected(shownCalendar(account, each), query.get('$select')));
  return collection(world, request, `users('${account.oid}')/calendars`, items);
};

export const getCalendar = (world: World, request: ApiRequest): ApiAnswer => {
  const { account, query } = request;
  const shown = selected(shownCalendar(account, calendarOf(world, request)), query.get('$select'));
  return {
    body: { '@odata.context': contextOf(world, `users('${account.oid}')/calendars/$entity`), ...shown },
  };
};

/** https://learn.microsoft.com/en-us/graph/api/calendar-delete: any but the default one, with all that lies in it. */
export const deleteCalendar = (world: World, request: ApiRequest): ApiAnswer => {
  const { id, isDefault } = calendarOf(world, request);
  if (isDefault) throw badRequest('ErrorCannotDeleteObject', 'Distinguished folders cannot be deleted.');
  for (const event of world.events.all(request.account.oid))
    if (event.calendarId === id) world.events.remove(event, []);
  world.accounts.removeCalendar(request.account, id);
  return { status: 204 };
};

/** `GET /me`: the addresses may change, the id does not. */
export const getMe = (world: World, { account, query }: ApiRequest): ApiAnswer => {
  const { graphId, email, name } = account;
  const [givenName, ...rest] = name.split(' ');
  const me = {
    id: graphId,
    displayName: name,
    givenName,
    surname: rest.join(' '),
    mail: account.mailbox === 'none' ? null : email,
    userPrincipalName: email,
    jobTitle: null,
    mobilePhone: null,
    businessPhones: [],
    officeLocation: null,
    preferredLanguage: null,
  };
  return {
    body: { '@odata.context': contextOf(world, 'users/$entity'), ...selected(me, query.get('$select')) },
  };
};

const ZONES =
  /^supportedTimeZones(?:\(TimeZoneStandard=microsoft\.graph\.timeZoneStandard'(Windows|Iana)'\))?$/i;

/** `GET /me/outlook/supportedTimeZones(…)` */
export const supportedTimeZones = (world: World, { id }: ApiRequest): ApiAnswer => {
  const found = ZONES.exec(id);
  if (!found) throw badRequest('BadRequest', `Resource not found for the segment '${id}'.`);
  const value = zoneNames(found[1]?.toLowerCase() === 'iana').map((alias) => ({ alias, displayName: alias }));
  return {
    body: { '@odata.context': contextOf(world, 'Collection(microsoft.graph.timeZoneInformation)'), value },
  };
};
