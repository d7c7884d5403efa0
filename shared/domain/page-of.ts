import { HubError } from '../errors.ts';
import { pageCursor } from './page-cursor.ts';

interface Asked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const COUNT = /^\d{1,9}$/u;

/** After the item that was shown last; where that is gone, after as many as were before it. */
const startOf = (ids: readonly string[], cursor: string): number => {
  const [id = '', count = ''] = pageCursor.read(cursor);
  if (!COUNT.test(count))
    throw new HubError('invalid_cursor', {
      detail: 'This cursor is not one of this list: start again without one.',
    });
  const index = ids.indexOf(id);
  return index === -1 ? Number(count) - 1 : index + 1;
};

/** One page of a list that is known whole, by an id of each item. Throws HubError `invalid_cursor`. */
export const pageOf = <T>(
  all: readonly T[],
  { limit, cursor }: Asked,
  idOf: (item: T) => string,
): { readonly items: readonly T[]; readonly next?: string } => {
  const start = cursor === undefined ? 0 : startOf(all.map(idOf), cursor);
  const end = start + limit;
  const items = all.slice(start, end);
  const last = items.at(-1);
  return { items, ...(last && end < all.length && { next: pageCursor.write(idOf(last), String(end)) }) };
};
