import type { Connection } from '../../events/stored/connection.ts';
import { tokenKey } from '../tokens/token-key.ts';

/** Whether what was done for it is still its own: a change of privacy alone leaves its writes as they are. */
export const isSameGrant = (acted: Connection, now: Connection | undefined): boolean =>
  now !== undefined && now.state !== 'disconnecting' && tokenKey(now).epoch === tokenKey(acted).epoch;
