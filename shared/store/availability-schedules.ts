import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { AvailabilitySchedule } from '../../events/stored/availability-schedule.ts';
import type { AvailabilitySchedules } from '../ports/availability-schedules.ts';
import { keys } from './keys.ts';
import { putTransition } from './put-transition.ts';
import { readItems } from './read-items.ts';
import type { Table } from './table.ts';
import { type Action, transact } from './transact.ts';
import { versionedPut } from './versioned.ts';

/** Nothing is written of somebody who is being removed. */
const personExists = ({ name }: Table, org: string, userId: string): Action => ({
  ConditionCheck: {
    TableName: name,
    Key: keys.person(org, userId),
    ConditionExpression: 'attribute_exists(pk)',
  },
});

/** People's schedules in DynamoDB. */
export const dynamoAvailabilitySchedules = (table: Table): AvailabilitySchedules => ({
  read: async (org, userId) => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: keys.availability(org, userId), ConsistentRead: true }),
    );
    return Item && AvailabilitySchedule.parse(Item);
  },
  readMany: async (org, userIds) => {
    const items = await readItems(
      table,
      userIds.map((userId) => keys.availability(org, userId)),
    );
    return items.map((item) => AvailabilitySchedule.parse(item));
  },
  put: async (schedule, transition) => {
    const { org, userId } = schedule;
    const failed = await transact(table, [
      versionedPut(table, keys.availability(org, userId), schedule),
      personExists(table, org, userId),
      putTransition(table, transition),
    ]);
    return failed.length === 0;
  },
});
