import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { ConnectLink } from '../../events/stored/connect-link.ts';
import { ConnectRequest } from '../../events/stored/connect-request.ts';
import { HubError } from '../errors.ts';
import type { ConnectRequests } from '../ports/connect-requests.ts';
import { readIdempotency } from './bookings-idempotency.ts';
import { connectionActions } from './connection-actions.ts';
import { type Key, keys } from './keys.ts';
import { putIdempotency } from './put-idempotency.ts';
import type { Table } from './table.ts';
import { type Action, transact } from './transact.ts';
import { versionedPut } from './versioned.ts';

/** An expired link says so for another month, before it becomes unknown. */
const ttl = ({ expiresAt }: { readonly expiresAt: string }): number =>
  Math.floor(Date.parse(expiresAt) / 1000) + 30 * 24 * 3600;

const linkPut = ({ name }: Table, tokenHash: string, link: ConnectLink): Action => ({
  Put: { TableName: name, Item: { ...link, ...keys.connectLink(tokenHash), ttl: ttl(link) } },
});

/** Requests to connect in DynamoDB. */
export const dynamoConnectRequests = (table: Table): ConnectRequests => {
  const item = async (key: Key): Promise<unknown> =>
    (await table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }))).Item;
  return {
    begin: async ({ run, due, idempotency, at }) => {
      const failed = await transact(table, [
        ...(idempotency ? [putIdempotency(table, idempotency, at)] : []),
        ...connectionActions(table, { run, ...(due && { due: [due] }) }),
      ]);
      if (failed.length === 0) return undefined;
      const first = idempotency && (await readIdempotency(table, idempotency.key));
      if (first) return first;
      throw new HubError('busy', { retryAfterSeconds: 1 });
    },
    idempotency: (key) => readIdempotency(table, key),
    read: async (org, userId, platform) =>
      ConnectRequest.optional().parse(await item(keys.connectRequest(org, userId, platform))),
    put: async (request, link) => {
      const { org, userId, platform } = request;
      const key = keys.connectRequest(org, userId, platform);
      const failed = await transact(table, [
        versionedPut(table, key, { ...request, ttl: ttl(request) }),
        ...(link ? [linkPut(table, link.tokenHash, link.link)] : []),
      ]);
      return failed.length === 0;
    },
    link: async (tokenHash) => ConnectLink.optional().parse(await item(keys.connectLink(tokenHash))),
  };
};
