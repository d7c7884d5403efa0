import type { Account, Calendar } from '../accounts.ts';
import type { Caller } from '../entra/grants.ts';
import type { World } from '../world.ts';
import { ApiRefusal, itemNotFound } from './api-refusal.ts';
import type { Prefer } from './prefer.ts';
import { findItem, type Item } from './series.ts';

/** A call of Graph whose caller is known. */
export interface ApiRequest {
  readonly account: Account;
  readonly caller: Caller;
  /** Of the calendar in the path, if any. */
  readonly calendarId: string | undefined;
  /** Of the event or subscription in the path. */
  readonly id: string;
  /** Without the version: links to a next page repeat it. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly prefer: Prefer;
  readonly ifMatch?: string | undefined;
}

export interface ApiAnswer {
  readonly status?: number;
  readonly body?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

/** The calendar in the path, or else the default one. */
export const calendarOf = ({ accounts }: World, { account, calendarId }: ApiRequest): Calendar => {
  const calendar = accounts.calendar(account, calendarId);
  if (!calendar) throw itemNotFound();
  return calendar;
};

/** The event in the path; where a calendar is named, it must lie in that one. */
export const itemOf = ({ events }: World, { account, calendarId, id }: ApiRequest): Item => {
  const item = findItem(events, account.oid, id);
  if (!item || (calendarId !== undefined && item.event.calendarId !== calendarId)) throw itemNotFound();
  return item;
};

export const checkIfMatch = ({ ifMatch }: ApiRequest, etag: string): void => {
  if (ifMatch === undefined || ifMatch === '*' || ifMatch === etag) return;
  throw new ApiRefusal({
    status: 412,
    code: 'ErrorIrresolvableConflict',
    message:
      'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  });
};
