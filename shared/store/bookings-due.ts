import { owedWork } from '../domain/owed-work.ts';
import type { BookingCommit } from '../ports/bookings.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

/** What the booking owes from now on, as its due item; its version rises, so that a sweep under way does not postpone the new one. */
export const dueAction = ({ name }: Table, { before, after, at, trace }: BookingCommit): Action[] => {
  const owed = owedWork(after, at, trace);
  const Key = keys.due('booking', after.id);
  if (owed === undefined)
    return before && owedWork(before, at, trace) ? [{ Delete: { TableName: name, Key } }] : [];
  const { dueShard, dueAt } = keys.dueIndex(after.id, owed.dueAt);
  return [
    {
      Update: {
        TableName: name,
        Key,
        UpdateExpression:
          'SET v = :v, kind = :kind, #owner = :owner, messages = :messages, dueShard = :shard, dueAt = :dueAt REMOVE sent ADD #version :one',
        ExpressionAttributeNames: { '#owner': 'owner', '#version': 'version' },
        ExpressionAttributeValues: {
          ':v': 1,
          ':kind': 'booking',
          ':owner': after.id,
          ':messages': owed.messages,
          ':shard': dueShard,
          ':dueAt': dueAt,
          ':one': 1,
        },
      },
    },
  ];
};
