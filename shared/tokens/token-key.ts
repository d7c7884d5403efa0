import type { Connection } from '../../events/stored/connection.ts';
import type { TokenKey, TokenPlace } from '../ports/token-vault.ts';

type Named = TokenKey & Pick<Connection, 'tokenEpoch'>;

/** Where and under which name the refresh token of a connection rests, whatever its epoch has become since. */
export const tokenKey = ({ org, userId, id, epoch, tokenEpoch, vault }: Named & TokenPlace): TokenPlace => ({
  org,
  userId,
  id,
  epoch: tokenEpoch ?? epoch,
  vault,
});

/** What a sealed access token is bound to. */
export const accessContext = ({ org, userId, id, epoch, tokenEpoch }: Named): string =>
  JSON.stringify(['access', org, userId, id, tokenEpoch ?? epoch]);
