import type { CardState } from '../../events/http/integrations.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Platform } from '../../events/stored/org-settings.ts';

/** Of several accounts the one that needs somebody shows first. */
const ORDER: readonly Connection['state'][] = [
  'needs_reauth',
  'insufficient_scope',
  'connected',
  'connecting',
  'disconnecting',
];

/** A user's connections that serve a platform, the one that its card speaks of first. */
export const servingPlatform = <C extends Pick<Connection, 'state' | 'platforms'>>(
  platform: Platform,
  connections: readonly C[],
): C[] =>
  connections
    .filter(({ platforms }) => platforms.some((each) => each === platform))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));

export const cardState = (
  platform: Platform,
  connections: readonly Pick<Connection, 'state' | 'platforms'>[],
): CardState => servingPlatform(platform, connections)[0]?.state ?? 'not_connected';
