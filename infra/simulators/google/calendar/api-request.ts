import { type Account, type Calendar, isAtLeast, type Role } from '../accounts.ts';
import type { Caller } from '../oauth/grants.ts';
import type { World } from '../world.ts';
import { ApiRefusal, notFound } from './api-refusal.ts';
import type { Json } from './json.ts';

/** A call of the Calendar API whose caller is known. */
export interface ApiRequest {
  readonly account: Account;
  readonly caller: Caller;
  readonly calendarId: string;
  readonly eventId: string;
  readonly query: URLSearchParams;
  readonly body: Json | undefined;
  readonly ifMatch?: string;
}

export interface ApiAnswer {
  readonly status?: number;
  readonly body?: Record<string, unknown>;
}

export interface Access {
  readonly calendar: Calendar;
  readonly role: Role;
}

const OWNED = 'https://www.googleapis.com/auth/calendar.events.owned';

const roleTooLow = (wanted: Role): ApiRefusal =>
  new ApiRefusal({
    status: 403,
    domain: 'calendar',
    reason: 'requiredAccessLevel',
    message: `You need to have ${wanted} access to this calendar.`,
  });

/** A token for owned calendars only sees no others. */
const isBeyondToken = (scopes: readonly string[], role: Role): boolean => {
  const events = scopes.filter((scope) => scope.includes('/auth/calendar'));
  return role !== 'owner' && events.length > 0 && events.every((scope) => scope.startsWith(OWNED));
};

/** `primary` is the caller's own; a calendar that the caller cannot see does not exist for them. */
export const accessTo = (world: World, request: ApiRequest, wanted: Role): Access => {
  const { account, calendarId, caller } = request;
  const calendar = world.accounts.calendar(calendarId === 'primary' ? account.email : calendarId);
  const role = calendar && world.accounts.role(calendar.id, account.email);
  if (!(calendar && role) || isBeyondToken(caller.scopes, role)) throw notFound();
  if (!isAtLeast(role, wanted)) throw roleTooLow(wanted);
  return { calendar, role };
};
