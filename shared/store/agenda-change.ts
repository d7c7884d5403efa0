import type { Agenda } from '../../events/stored/agenda.ts';
import { HubError } from '../errors.ts';
import type { AgendaChange } from '../ports/series.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

/**
 * An item is at most 400 KB, and an entry takes about 112 bytes: so many stay within 340 KB.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
 */
const MOST_ENTRIES = 3_000;

/** Only what comes in needs room: what is in it may always change, and whatever makes it smaller is welcome. */
const refuseFull = ({ agenda: { bookings }, set, remove }: AgendaChange): void => {
  const isNew = Object.entries(set).some(([id, { status }]) => status !== 'cancelled' && !(id in bookings));
  const before = Object.keys(bookings).length;
  const gone = new Set(remove.filter((id) => id in bookings)).size;
  const after = new Set([...Object.keys(bookings), ...Object.keys(set)]).size - gone;
  if (isNew && after > MOST_ENTRIES && after >= before)
    throw new HubError('slot_taken', {
      detail: 'A host has as many meetings in this month as there is room for: choose another month.',
    });
};

const condition = ({ version }: Agenda, only: 'as it was read' | 'as it is') =>
  only === 'as it is'
    ? { expression: 'attribute_exists(pk)', values: {} }
    : { expression: '#version = :seen', values: { ':seen': version } };

/**
 * Several entries of one agenda at once: only while it is as it was read, or as it is then where nothing was judged on it. Throws
 * `slot_taken` where there is no room for one more.
 */
export const agendaChange = (
  { name }: Pick<Table, 'name'>,
  change: AgendaChange,
  only: 'as it was read' | 'as it is' = 'as it was read',
): Action => {
  refuseFull(change);
  const { agenda, set, remove } = change;
  const Key = keys.agenda(agenda.org, agenda.userId, agenda.month);
  if (agenda.version === 0)
    return {
      Put: {
        TableName: name,
        Item: { ...agenda, ...Key, version: 1, bookings: set },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    };
  const entries = Object.entries(set);
  const sets = entries.map((_, index) => `bookings.#s${index} = :s${index}`).join(', ');
  const removes = remove.map((_, index) => `bookings.#r${index}`).join(', ');
  const { expression, values } = condition(agenda, only);
  return {
    Update: {
      TableName: name,
      Key,
      UpdateExpression: [sets && `SET ${sets}`, removes && `REMOVE ${removes}`, 'ADD #version :one']
        .filter((part) => part !== '')
        .join(' '),
      ConditionExpression: expression,
      ExpressionAttributeNames: {
        '#version': 'version',
        ...Object.fromEntries(entries.map(([id], index) => [`#s${index}`, id])),
        ...Object.fromEntries(remove.map((id, index) => [`#r${index}`, id])),
      },
      ExpressionAttributeValues: {
        ':one': 1,
        ...values,
        ...Object.fromEntries(entries.map(([, entry], index) => [`:s${index}`, entry])),
      },
    },
  };
};
