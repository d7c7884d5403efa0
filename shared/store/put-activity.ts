import type { Activity } from '../../events/stored/activity.ts';
import { historyOrder } from '../domain/history-order.ts';
import { historyEnd } from './history-end.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

/** A line of a booking's history, to be written in the transaction of what it tells of. */
export const putActivity = ({ name }: Table, activity: Activity, meetingEnd: string): Action => {
  const { org, subject, at, id } = activity;
  return {
    Put: {
      TableName: name,
      Item: {
        ...activity,
        ...keys.history(org, subject, { at, order: historyOrder(activity), id }),
        ttl: historyEnd(at, meetingEnd),
      },
    },
  };
};
