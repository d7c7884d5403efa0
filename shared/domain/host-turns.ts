import { createHash } from 'node:crypto';
import type { Hold } from '../../events/stored/booking-terms.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import type { HostShares } from '../../events/stored/host-shares.ts';
import type { HostShare } from './assign-host.ts';

type Offered = Pick<EventType, 'id' | 'hosts'>;

const weights = ({ hosts }: Offered): [string, number][] =>
  hosts.map(({ userId, weight = 1 }): [string, number] => [userId, weight]);

const rosterOf = (eventType: Offered): string =>
  createHash('sha256')
    .update(JSON.stringify(weights(eventType).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest('base64url');

const countsOf = (eventType: Offered, shares: HostShares | undefined): HostShares['hosts'] =>
  shares?.roster === rosterOf(eventType) ? shares.hosts : {};

/** What each host of an event type was given; nothing yet where its hosts or their weights have changed since. */
export const hostTurns = (eventType: Offered, shares: HostShares | undefined): HostShare[] => {
  const counts = countsOf(eventType, shares);
  return weights(eventType).map(([userId, weight]) => {
    const { assigned = 0, lastAssignedAt } = counts[userId] ?? {};
    return { userId, weight, assigned, ...(lastAssignedAt !== undefined && { lastAssignedAt }) };
  });
};

/** With one more for a host, at a UTC instant; of the next version. */
export const countTurn = (
  eventType: Offered,
  shares: HostShares | undefined,
  { userId, at }: { readonly userId: string; readonly at: string },
): HostShares => {
  const counts = countsOf(eventType, shares);
  const before = counts[userId];
  // A clock behind that of whoever was last must not make it seem that this host waits longer than they do.
  const last = Object.values(counts)
    .map(({ lastAssignedAt }) => lastAssignedAt)
    .reduce((latest, one) => (one > latest ? one : latest), at);
  return {
    v: 1,
    eventTypeId: eventType.id,
    version: (shares?.version ?? 0) + 1,
    roster: rosterOf(eventType),
    hosts: { ...counts, [userId]: { assigned: (before?.assigned ?? 0) + 1, lastAssignedAt: last } },
  };
};

/** Without the turn of a slot that was only held; undefined where nothing is counted for it any more. */
export const giveTurnBack = (
  shares: HostShares | undefined,
  { userId, roster }: NonNullable<Hold['turn']>,
): HostShares | undefined => {
  const share = shares?.hosts[userId];
  if (shares?.roster !== roster || share === undefined || share.assigned < 1) return undefined;
  const hosts = { ...shares.hosts, [userId]: { ...share, assigned: share.assigned - 1 } };
  return { ...shares, version: shares.version + 1, hosts };
};
