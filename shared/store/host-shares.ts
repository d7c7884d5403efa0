import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { HostShares } from '../../events/stored/host-shares.ts';
import type { HostSharesStore } from '../ports/host-shares.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** Whose turn it is, in DynamoDB. */
export const dynamoHostShares = ({ client, name }: Table): HostSharesStore => ({
  read: async (eventTypeId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: keys.hostShares(eventTypeId), ConsistentRead: true }),
    );
    return Item && HostShares.parse(Item);
  },
});
