import type { Connection } from '../../events/stored/connection.ts';
import type { OrgSettings, Platform } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';
import type { Outcome } from '../../events/stored/run.ts';
import { cardState } from './card-state.ts';

interface Asked {
  readonly action: 'invite' | 'request-reconnect';
  readonly platform: Platform;
  /** Undefined = the org has no such user. */
  readonly person: Pick<Person, 'role'> | undefined;
  readonly connections: readonly Pick<Connection, 'state' | 'platforms'>[];
  readonly settings: Pick<OrgSettings, 'platforms'>;
}

/** Whether a user is to be asked to connect (`sent`), or why not. */
export const judgeRequest = ({ action, platform, person, connections, settings }: Asked): Outcome => {
  if (person === undefined) return 'not_found';
  if (!settings.platforms.includes(platform)) return 'platform_disabled';
  if (person.role === 'assistant') return 'not_allowed';
  const state = cardState(platform, connections);
  if (state === 'connected' || state === 'connecting') return 'already_connected';
  const isThere = state !== 'not_connected' && state !== 'disconnecting';
  return action === 'request-reconnect' && !isThere ? 'not_connected' : 'sent';
};
