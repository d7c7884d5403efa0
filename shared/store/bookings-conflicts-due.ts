import type { BookingCommit } from '../ports/bookings.ts';
import { conflictsDue } from './conflicts-due.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

/** What the commit of a booking owes to conflicts, if anything. */
export const conflictsDueAction = (table: Table, change: BookingCommit): Action[] => {
  const { before, after, conflictsOwed: owed, at, trace } = change;
  if (owed === undefined) return [];
  const owner = { ...after, version: (before?.version ?? 0) + 1 };
  return [conflictsDue(table, { owner, owed, at, trace })];
};
