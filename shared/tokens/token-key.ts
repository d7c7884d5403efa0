import type { Connection } from '../../events/stored/connection.ts';

/** Under which name the vault keeps the refresh token of a connection, whatever its epoch has become since. */
export const tokenKey = ({
  org,
  userId,
  id,
  epoch,
  tokenEpoch,
}: Pick<Connection, 'org' | 'userId' | 'id' | 'epoch' | 'tokenEpoch'>): Pick<
  Connection,
  'org' | 'userId' | 'id' | 'epoch'
> => ({ org, userId, id, epoch: tokenEpoch ?? epoch });

/** What a sealed access token is bound to. */
export const accessContext = (connection: Parameters<typeof tokenKey>[0]): string => {
  const { org, userId, id, epoch } = tokenKey(connection);
  return JSON.stringify(['access', org, userId, id, epoch]);
};
