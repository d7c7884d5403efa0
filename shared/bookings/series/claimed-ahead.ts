import type { SeriesChange } from '../../../events/stored/series.ts';
import type { ConflictsOwed } from '../../domain/conflicts-owed.ts';

const claimants = (change: SeriesChange): readonly string[] => {
  if (change.kind === 'change') return change.holders;
  return change.kind === 'create' && change.taken === undefined
    ? change.template.hosts.map(({ userId }) => userId)
    : [];
};

/**
 * Whose time a change claimed for all its meetings before any of them was there, and from when to when (UTC): whoever came upon it meanwhile
 * saw no meeting, and no meeting saw them. Undefined: each meeting was judged when it came.
 */
export const claimedAhead = (change: SeriesChange): ConflictsOwed | undefined => {
  const hosts = claimants(change);
  if (change.kind === 'cancel' || hosts.length === 0) return undefined;
  const [from] = change.times.map(({ start }) => start).toSorted();
  const to = change.times
    .map(({ end }) => end)
    .toSorted()
    .at(-1);
  return from === undefined || to === undefined ? undefined : { hosts, spans: [{ from, to }] };
};
