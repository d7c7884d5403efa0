import { ApiRefusal, invalid, timeRangeEmpty } from './api-refusal.ts';
import { boundMs } from './event-time.ts';

export interface ListQuery {
  readonly singleEvents: boolean;
  readonly showDeleted: boolean;
  readonly timeMin?: number;
  readonly timeMax?: number;
  readonly updatedMin?: number;
  readonly orderBy?: string;
  readonly maxResults: number;
  readonly eventTypes: readonly string[];
  readonly text?: string;
  readonly iCalUID?: string;
  readonly privateProperties: readonly string[];
  readonly sharedProperties: readonly string[];
}

/** https://developers.google.com/workspace/calendar/api/v3/reference/events/list#syncToken */
const NOT_WITH_SYNC_TOKEN = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'q',
  'sharedExtendedProperty',
  'timeMin',
  'timeMax',
  'updatedMin',
];
const NO_SYNC_TOKEN_AFTER = NOT_WITH_SYNC_TOKEN.filter((name) => name !== 'timeMin' && name !== 'timeMax');
const UPDATED_MIN_DAYS = 30;

const flag = (query: URLSearchParams, name: string): boolean => {
  const value = query.get(name);
  if (value !== null && value !== 'true' && value !== 'false')
    throw invalid(`Invalid boolean value: '${value}'.`, name);
  return value === 'true';
};

const bound = (query: URLSearchParams, name: string): number | undefined => {
  const text = query.get(name);
  return text === null ? undefined : boundMs(text, name);
};

const sizeOf = (query: URLSearchParams): number => {
  const text = query.get('maxResults') ?? '250';
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1) throw invalid(`Invalid value '${text}'.`, 'maxResults');
  return Math.min(size, 2500);
};

const checkUpdatedMin = (updatedMin: number | undefined): void => {
  if (updatedMin === undefined || updatedMin > Date.now() - UPDATED_MIN_DAYS * 86_400_000) return;
  throw new ApiRefusal({
    status: 410,
    domain: 'calendar',
    reason: 'updatedMinTooLongAgo',
    message: 'The requested minimum modification time lies too far in the past.',
    locationType: 'parameter',
    location: 'updatedMin',
  });
};

const badRequest = (message: string, location: string): ApiRefusal =>
  new ApiRefusal({ status: 400, reason: 'badRequest', message, locationType: 'parameter', location });

const checkSyncToken = (query: URLSearchParams): void => {
  if (!query.has('syncToken')) return;
  const wrong = NOT_WITH_SYNC_TOKEN.find((name) => query.has(name));
  if (wrong !== undefined) throw badRequest(`Sync token cannot be used together with ${wrong}.`, wrong);
  if (query.get('showDeleted') === 'false')
    throw badRequest('Sync token cannot be used with showDeleted=false.', 'showDeleted');
};

const checkOrder = (query: URLSearchParams, singleEvents: boolean): void => {
  const orderBy = query.get('orderBy');
  if (orderBy === null) return;
  if (orderBy !== 'startTime' && orderBy !== 'updated')
    throw invalid(`Invalid value '${orderBy}'.`, 'orderBy');
  if (orderBy === 'startTime' && !singleEvents)
    throw badRequest('The requested ordering is not available for the particular query.', 'orderBy');
};

export const givesSyncToken = (query: URLSearchParams): boolean =>
  NO_SYNC_TOKEN_AFTER.every((name) => !query.has(name));

const optionals = (query: URLSearchParams): Partial<ListQuery> => {
  const [timeMin, timeMax, updatedMin] = ['timeMin', 'timeMax', 'updatedMin'].map((name) =>
    bound(query, name),
  );
  if (timeMin !== undefined && timeMax !== undefined && timeMin >= timeMax) throw timeRangeEmpty();
  checkUpdatedMin(updatedMin);
  const [orderBy, text, iCalUID] = ['orderBy', 'q', 'iCalUID'].map((name) => query.get(name));
  return {
    ...(timeMin !== undefined && { timeMin }),
    ...(timeMax !== undefined && { timeMax }),
    ...(updatedMin !== undefined && { updatedMin }),
    ...(typeof orderBy === 'string' && { orderBy }),
    ...(typeof text === 'string' && { text: text.toLowerCase() }),
    ...(typeof iCalUID === 'string' && { iCalUID }),
  };
};

export const readListQuery = (query: URLSearchParams): ListQuery => {
  checkSyncToken(query);
  const singleEvents = flag(query, 'singleEvents');
  checkOrder(query, singleEvents);
  return {
    singleEvents,
    showDeleted: flag(query, 'showDeleted') || query.has('syncToken'),
    maxResults: sizeOf(query),
    eventTypes: query.getAll('eventTypes'),
    privateProperties: query.getAll('privateExtendedProperty'),
    sharedProperties: query.getAll('sharedExtendedProperty'),
    ...optionals(query),
  };
};
