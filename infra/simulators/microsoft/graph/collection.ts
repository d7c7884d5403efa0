import type { World } from '../world.ts';
import { badRequest } from './api-refusal.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';

type Json = Record<string, unknown>;

const DEFAULT_SIZE = 10;
const LARGEST = 1000;
/** Not safe in a URL on purpose: a link that somebody decodes or writes anew leads nowhere. */
const token = (skip: number): string => `Ldsk+${Buffer.from(`skip ${skip}`).toString('base64')}`;

const skipOf = (query: URLSearchParams): number => {
  const given = query.get('$skiptoken');
  if (given === null) return Number(query.get('$skip') ?? 0);
  const skip = /^skip (\d+)$/.exec(Buffer.from(given.slice(5), 'base64').toString())?.[1];
  if (skip === undefined || given !== token(Number(skip)))
    throw badRequest('ErrorInvalidUrlQuery', 'Skip token is not valid.');
  return Number(skip);
};

const sizeOf = (query: URLSearchParams): number => {
  const size = Number(query.get('$top') ?? DEFAULT_SIZE);
  if (!(Number.isInteger(size) && size >= 1 && size <= LARGEST))
    throw badRequest('ErrorInvalidUrlQuery', `The value of $top must be from 1 to ${LARGEST}.`);
  return size;
};

/** Absolute, as all links of Graph's; on order they lead to somebody else's host, where no token may go. */
export const linkTo = ({ origin, quirks }: World, path: string, query: URLSearchParams): string =>
  `${quirks.foreignLinks ? 'https://graph.elsewhere.invalid' : origin}/v1.0/${path}?${query}`;

export const contextOf = ({ origin }: World, what: string): string => `${origin}/v1.0/$metadata#${what}`;

/** One page of a list, with the link to the next one as long as there is more. */
export const collection = (
  world: World,
  { path, query }: ApiRequest,
  what: string,
  items: readonly Json[],
): ApiAnswer => {
  const from = skipOf(query);
  const until = from + sizeOf(query);
  const next = new URLSearchParams(query);
  next.delete('$skip');
  next.set('$skiptoken', token(until));
  return {
    body: {
      '@odata.context': contextOf(world, what),
      value: items.slice(from, until),
      ...(until < items.length && { '@odata.nextLink': linkTo(world, path, next) }),
    },
  };
};

/** `$select`: the id and the ETag come in any case. */
export const selected = (item: Json, select: string | null): Json => {
  if (select === null || select === '') return item;
  const wanted = select.split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !(name in item) && !/^[A-Za-z]+$/.test(name));
  if (unknown !== undefined)
    throw badRequest('RequestBroker--ParseUri', `Could not find a property named '${unknown}'.`);
  const isShown = (name: string): boolean =>
    name.startsWith('@odata.') || name === 'id' || wanted.includes(name);
  return Object.fromEntries(Object.entries(item).filter(([name]) => isShown(name)));
};
