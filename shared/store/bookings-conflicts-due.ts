import type { Due } from '../../events/stored/due.ts';
import { conflictsMessage } from '../domain/conflicts-message.ts';
import type { BookingCommit } from '../ports/bookings.ts';
import { dueItem } from './dues.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

const GRACE_MS = 60_000;

/** For when the message that follows the commit is lost; each commit has an item of its own, as none may take the place of another's. */
export const conflictsDueAction = ({ name }: Table, change: BookingCommit): Action[] => {
  const { before, after, conflictsOwed: owed, at, trace } = change;
  if (owed === undefined) return [];
  const booking = { ...after, version: (before?.version ?? 0) + 1 };
  const message = conflictsMessage(booking, owed, trace);
  const due: Due = {
    v: 1,
    kind: 'conflicts',
    owner: message.body.owed,
    version: 1,
    dueAt: new Date(Date.parse(at) + GRACE_MS).toISOString(),
    messages: [message],
  };
  return [{ Put: { TableName: name, Item: dueItem(due) } }];
};
