import type { Due } from '../../events/stored/due.ts';
import { conflictsMessage } from '../domain/conflicts-message.ts';
import type { ConflictsOwed } from '../domain/conflicts-owed.ts';
import { dueItem } from './dues.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

const GRACE_MS = 60_000;

interface Owing {
  /** As it is once this is committed. */
  readonly owner: Parameters<typeof conflictsMessage>[0];
  readonly owed: ConflictsOwed;
  readonly at: string;
  readonly trace: string;
}

/** For when the message that follows a commit is lost; each commit has an item of its own, as none may take the place of another's. */
export const conflictsDue = ({ name }: Table, { owner, owed, at, trace }: Owing): Action => {
  const message = conflictsMessage(owner, owed, trace);
  const due: Due = {
    v: 1,
    kind: 'conflicts',
    owner: message.body.owed,
    version: 1,
    dueAt: new Date(Date.parse(at) + GRACE_MS).toISOString(),
    messages: [message],
  };
  return { Put: { TableName: name, Item: dueItem(due) } };
};
