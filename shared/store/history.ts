import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Activity } from '../../events/stored/activity.ts';
import { Transition } from '../../events/stored/transition.ts';
import type { HistoryRecord } from '../domain/history-record.ts';
import { pageCursor } from '../domain/page-cursor.ts';
import type { History } from '../ports/history.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** Types that a newer version writes are shown by their name, not refused. */
const type = z.string();
const Row = z.union([Activity.extend({ type }), Transition.extend({ type })]);
const Place = z.object({ sk: z.string() });

/** History in DynamoDB: one partition a subject. */
export const dynamoHistory = ({ client, name }: Table): History => ({
  ofSubject: async ({ org, subject, limit, cursor }) => {
    const { pk } = keys.history(org, subject, { at: '', order: '', id: '' });
    const [after = ' '] = cursor === undefined ? [] : pageCursor.read(cursor);
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: name,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk > :after',
        ExpressionAttributeValues: { ':pk': pk, ':after': after },
        // One too many says that there is a next page.
        Limit: limit + 1,
      }),
    );
    const shown = Items.slice(0, limit);
    const last = Items.length > limit ? shown.at(-1) : undefined;
    const items = shown.map((item): HistoryRecord => Row.parse(item));
    return { items, ...(last && { next: pageCursor.write(Place.parse(last).sk) }) };
  },
});
