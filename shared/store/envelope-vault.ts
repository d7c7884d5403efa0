import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { RefreshToken } from '../../events/stored/refresh-token.ts';
import type { Sealer } from '../ports/sealer.ts';
import type { TokenKey, TokenVault } from '../ports/token-vault.ts';
import { keys } from './keys.ts';
import { retryConflicts } from './retry-conflicts.ts';
import type { Table } from './table.ts';

const keyOf = ({ org, userId, id, epoch }: TokenKey) => keys.refreshToken(org, userId, id, epoch);

/** What a sealed refresh token is bound to: moved to another item it does not open. */
const contextOf = ({ org, userId, id, epoch }: TokenKey): string =>
  JSON.stringify(['refresh', org, userId, id, epoch]);

const itemOf = ({ org, userId, id, epoch }: TokenKey, token: Pick<RefreshToken, 'fence' | 'sealed'>) => ({
  ...keyOf({ org, userId, id, epoch }),
  ...RefreshToken.parse({ v: 1, org, userId, connectionId: id, epoch, ...token }),
});

/** False: what lies there now is another one than the condition says. */
const putIf = async (
  { client, name: TableName }: Table,
  Item: ReturnType<typeof itemOf>,
  ConditionExpression: string,
  values: Record<string, unknown>,
): Promise<boolean> => {
  try {
    const put = new PutCommand({ TableName, Item, ConditionExpression, ExpressionAttributeValues: values });
    await retryConflicts(() => client.send(put));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** Refresh tokens in the table, each encrypted on an item of its own. One that is read under an older data key is sealed anew under the present one. */
export const envelopeVault = (table: Table, sealer: Sealer): TokenVault => {
  const renew = async (connection: TokenKey, { fence, sealed }: RefreshToken, plain: string) => {
    const fresh = await sealer.seal(plain, contextOf(connection));
    if (fresh.kid === sealed.kid) return;
    await putIf(table, itemOf(connection, { fence, sealed: fresh }), 'fence = :fence AND sealed.iv = :iv', {
      ':fence': fence,
      ':iv': sealed.iv,
    });
  };
  return {
    put: async (connection, { refreshToken, fence }) => {
      const sealed = await sealer.seal(refreshToken, contextOf(connection));
      const condition = 'attribute_not_exists(pk) OR fence <= :fence';
      await putIf(table, itemOf(connection, { fence, sealed }), condition, { ':fence': fence });
    },
    get: async (connection) => {
      const { client, name: TableName } = table;
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: keyOf(connection), ConsistentRead: true }),
      );
      if (Item === undefined) return undefined;
      const stored = RefreshToken.parse(Item);
      const refreshToken = await sealer.open(stored.sealed, contextOf(connection));
      await renew(connection, stored, refreshToken);
      return { refreshToken, fence: stored.fence };
    },
    remove: async (connection) => {
      const remove = new DeleteCommand({ TableName: table.name, Key: keyOf(connection) });
      await retryConflicts(() => table.client.send(remove));
    },
  };
};
