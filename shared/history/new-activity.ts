import type { Activity } from '../../events/stored/activity.ts';
import type { Ids } from '../ports/ids.ts';

/** One line of a booking's history, to be written in the transaction of what it tells of. */
export const newActivity = (ids: Ids, what: Omit<Activity, 'v' | 'id'>): Activity => ({
  v: 1,
  id: ids.next('act'),
  ...what,
});
