import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { GuestLink } from '../../events/stored/guest-link.ts';
import { Notice } from '../../events/stored/notice.ts';
import type { Notices } from '../ports/notices.ts';
import { keys } from './keys.ts';
import { putActivity } from './put-activity.ts';
import { putLink } from './put-link.ts';
import { readUnder } from './read-under.ts';
import type { Table } from './table.ts';
import { type Action, transact } from './transact.ts';
import { versionedPut } from './versioned.ts';

const bookingIs = (
  { name }: Table,
  { org, id, version }: { readonly org: string; readonly id: string; readonly version: number },
): Action => ({
  ConditionCheck: {
    TableName: name,
    Key: keys.booking(org, id),
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  },
});

/** Notices and guest links in DynamoDB. */
export const dynamoNotices = (table: Table): Notices => ({
  ofBooking: (org, bookingId) => readUnder(table, keys.notice(org, bookingId, ''), Notice),
  put: async (notice, { link, record, ifBooking } = {}) => {
    const { org, bookingId, person } = notice;
    const failed = await transact(table, [
      versionedPut(table, keys.notice(org, bookingId, person), notice),
      ...(ifBooking ? [bookingIs(table, ifBooking)] : []),
      ...(link ? [putLink(table, link)] : []),
      ...(record ? [putActivity(table, record.activity, record.meetingEnd)] : []),
    ]);
    return failed.length === 0;
  },
  link: async (tokenHash) => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: keys.link(tokenHash), ConsistentRead: true }),
    );
    return Item && GuestLink.parse(Item);
  },
});
