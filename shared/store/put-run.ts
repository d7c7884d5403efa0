import type { Run } from '../../events/stored/run.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';
import { versionedPut } from './versioned.ts';

const KEPT_SECONDS = 30 * 86_400;

/** A run can be read back for 30 days. */
export const putRun = (table: Table, run: Run): Action =>
  versionedPut(table, keys.run(run.org, run.id), {
    ...run,
    ttl: Math.floor(Date.parse(run.startedAt) / 1000) + KEPT_SECONDS,
  });
