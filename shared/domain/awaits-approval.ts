import type { PerProvider } from '../../events/stored/provider.ts';
import type { Refusal } from '../../events/stored/refusal.ts';

/**
 * How a try ended that an administrator at the provider may have to help with. Microsoft often says so on a page of its own and sends
 * nobody back: then only the attempt's end tells.
 */
const WALLS: PerProvider<ReadonlySet<string>> = {
  google: new Set(),
  microsoft: new Set(['needs_admin_approval', 'attempt_expired']),
  zoom: new Set(),
};

/** Whether somebody whose last try came to this waits for an administrator at the provider, as far as we can tell. */
export const awaitsApproval = ({ provider, code }: Pick<Refusal, 'provider' | 'code'>): boolean =>
  WALLS[provider].has(code);
