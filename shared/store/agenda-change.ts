import type { AgendaChange } from '../ports/series.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

/** Several entries of one agenda at once, only while it is as it was read. */
export const agendaChange = ({ name }: Table, { agenda, set, remove }: AgendaChange): Action => {
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
  return {
    Update: {
      TableName: name,
      Key,
      UpdateExpression: [sets && `SET ${sets}`, removes && `REMOVE ${removes}`, 'ADD #version :one']
        .filter((part) => part !== '')
        .join(' '),
      ConditionExpression: '#version = :seen',
      ExpressionAttributeNames: {
        '#version': 'version',
        ...Object.fromEntries(entries.map(([id], index) => [`#s${index}`, id])),
        ...Object.fromEntries(remove.map((id, index) => [`#r${index}`, id])),
      },
      ExpressionAttributeValues: {
        ':one': 1,
        ':seen': agenda.version,
        ...Object.fromEntries(entries.map(([, entry], index) => [`:s${index}`, entry])),
      },
    },
  };
};
