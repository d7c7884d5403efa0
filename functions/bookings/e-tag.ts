import { createHash } from 'node:crypto';
import type { BookingView } from '../../events/http/booking-view.ts';
import { HubError } from '../../shared/errors.ts';

/**
 * `"<revision>-<hash of what is shown>"`: it changes with everything that a reader can see, also with a calendar that has
 * confirmed or a mail that went out.
 */
export const eTagOf = (view: BookingView): string =>
  `"${view.revision}-${createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 16)}"`;

const listed = (header: string): string[] => header.split(',').map((tag) => tag.trim().replace(/^W\//u, ''));

export const isListed = (header: string | undefined, eTag: string): boolean =>
  header !== undefined && (header.trim() === '*' || listed(header).includes(eTag));

/**
 * Throws `stale` when the caller has seen another revision. Only the revision counts: that a calendar confirmed meanwhile
 * is nobody's edit, and must not refuse one.
 */
export const assertFresh = (
  ifMatch: string | undefined,
  { revision }: { readonly revision: number },
): void => {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  if (!listed(ifMatch).some((tag) => tag.startsWith(`"${revision}-`)))
    throw new HubError('stale', { detail: 'The booking has changed since you read it: read it again.' });
};
