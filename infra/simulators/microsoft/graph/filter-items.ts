import { badRequest } from './api-refusal.ts';

type Json = Record<string, unknown>;
type Test = (item: Json) => boolean;

const CLAUSE = /^([A-Za-z]+(?:\/[A-Za-z]+)*)\s+(eq|ne|ge|gt|le|lt)\s+('(?:[^']|'')*'|true|false)$/;

const valueAt = (item: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === name)?.[1]
        : undefined,
    item,
  );

const compare = (operator: string, a: string, b: string): boolean => {
  if (operator === 'eq') return a === b;
  if (operator === 'ne') return a !== b;
  if (operator === 'ge') return a >= b;
  if (operator === 'gt') return a > b;
  return operator === 'le' ? a <= b : a < b;
};

const clause = (text: string): Test => {
  const [, path, operator = '', literal = ''] = CLAUSE.exec(text.trim()) ?? [];
  if (path === undefined)
    throw badRequest('ErrorInvalidUrlQueryFilter', `The query filter is not supported here: ${text}`);
  const wanted = literal.replace(/^'|'$/g, '').replace(/''/g, "'");
  return (item) => compare(operator, String(valueAt(item, path.split('/'))), wanted);
};

/** The plain part of `$filter`: comparisons, all of which must hold. */
export const simpleFilter = (filter: string): Test => {
  const tests = filter.split(/\s+and\s+/).map(clause);
  return (item) => tests.every((test) => test(item));
};

/** `$orderby` by the start; texts of one zone compare like the times. */
export const ordered = (items: readonly Json[], orderBy: string | null): Json[] => {
  const [, path = 'start/dateTime', direction] =
    /^(start\/dateTime|end\/dateTime|subject|createdDateTime|lastModifiedDateTime)(?:\s+(asc|desc))?$/i.exec(
      orderBy ?? 'start/dateTime',
    ) ?? ['', undefined];
  if (orderBy !== null && path === undefined)
    throw badRequest('ErrorInvalidUrlQuery', `The value of $orderby is not supported here: ${orderBy}`);
  const key = (item: Json): string => String(valueAt(item, path.split('/')));
  const sorted = [...items].sort((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
  return direction?.toLowerCase() === 'desc' ? sorted.reverse() : sorted;
};
