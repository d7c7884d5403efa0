import type { Account } from '../accounts.ts';
import type { World } from '../world.ts';
import type { Entry } from './delta-tokens.ts';
import { type Group, groupsIn, type Window } from './feed.ts';

interface Since {
  readonly calendarId: string;
  readonly window: Window;
  /** Undefined: the first round, which tells of what is there. */
  readonly revision: number | undefined;
}

type Unit = readonly Entry[];

/** A series is told whole, in one piece: the master with everything, its occurrences bare, its exceptions complete. */
const unitOf = ({ kept, instances }: Group): Unit => [
  { kind: 'full', item: kept },
  ...instances.map((item): Entry => ({ kind: item.type === 'exception' ? 'full' : 'bare', item })),
];

/** What is not in the window is told as removed, even if nobody ever heard of it. */
const changedUnit = (group: Group): Unit => {
  const { key, generation } = group.kept.event;
  return group.isInWindow ? unitOf(group) : [{ kind: 'removed', key, generation }];
};

/** Up to which change the feed shows; it may lag behind the calendar. */
export const visibleUntil = ({ events, quirks }: World, { oid }: Account, calendarId: string): number => {
  const since = Date.now() - quirks.deltaLagMs;
  const hidden = [...events.all(oid), ...events.gravesIn(oid, calendarId)].filter(
    ({ changedAt }) => changedAt > since,
  );
  if (quirks.deltaLagMs === 0 || hidden.length === 0) return events.revision;
  return Math.min(...hidden.map(({ revision }) => revision)) - 1;
};

/**
 * https://learn.microsoft.com/en-us/graph/delta-query-events: nothing is said of a deleted occurrence, but its
 * series comes again.
 */
export const unitsSince = (world: World, account: Account, until: number, since: Since): Unit[] => {
  const groups = groupsIn(world, account, since.calendarId, since.window);
  const { revision } = since;
  if (revision === undefined) return groups.filter(({ isInWindow }) => isInWindow).map(unitOf);
  const isNew = (at: { readonly revision: number }): boolean =>
    at.revision > revision && at.revision <= until;
  const isThere = (key: string): boolean => groups.some(({ kept }) => kept.event.key === key);
  const removed = world.events
    .gravesIn(account.oid, since.calendarId)
    .filter((grave) => isNew(grave) && !isThere(grave.key))
    .map(({ key, generation, instances }): Unit => {
      const isByOccurrence = world.quirks.removedSeries === 'occurrences' && instances.length > 0;
      const keys = isByOccurrence ? instances : [key];
      return keys.map((each) => ({ kind: 'removed', key: each, generation }));
    });
  return [...groups.filter(isNew).map(changedUnit), ...removed];
};
