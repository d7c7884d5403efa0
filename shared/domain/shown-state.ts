import type { CardState } from '../../events/http/integrations.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Platform } from '../../events/stored/org-settings.ts';
import { cardState } from './card-state.ts';
import { providerOf } from './provider-of.ts';

type Shown = Pick<Connection, 'state' | 'platforms'>;

const AT_WORK: ReadonlySet<CardState> = new Set<CardState>(['connected', 'connecting', 'disconnecting']);

/** What a card says of a platform; `isAwaited` = its user's last try ended before an administrator at the provider. */
export const shownState = (
  platform: Platform,
  connections: readonly Shown[],
  isAwaited: boolean,
): CardState => {
  const provider = providerOf(platform);
  const ofProvider = connections.filter(({ platforms }) =>
    platforms.some((each) => providerOf(each) === provider),
  );
  const isIn = ofProvider.some(({ state }) => AT_WORK.has(state));
  return isAwaited && !isIn ? 'needs_admin_approval' : cardState(platform, connections);
};
