import { gridStarts } from './grid-starts.ts';
import { type SlotSearch, slotGrid } from './slot-grid.ts';
import { intersectSpans, mergeSpans, outsideSpans, type Span, spansOf } from './span.ts';
import { type HostTime, startRules } from './start-rules.ts';

/** Whom a meeting needs: each of the hosts (one-to-one, collective), or whichever of them is free (round robin). */
export type HostsNeeded = 'each' | 'any';

const allowedStarts = (host: HostTime, search: SlotSearch): Span[] =>
  outsideSpans(mergeSpans(startRules(host, search).flatMap(([, blocked]) => blocked)));

const shared = (allowed: readonly Span[][], needed: HostsNeeded): Span[] => {
  const [first, ...others] = allowed;
  if (first === undefined) return [];
  return needed === 'any' ? mergeSpans(allowed.flat()) : others.reduce(intersectSpans, first);
};

/**
 * The starts in the window at which a meeting can be booked with each, or any, of the hosts: epoch milliseconds, in order. None without
 * hosts. For one start `explainStart` tells which hosts are free, and what blocks the others. Starts are instants: no guest's zone
 * changes them.
 */
export const slots = (needed: HostsNeeded, hosts: readonly HostTime[], search: SlotSearch): number[] => {
  const window = spansOf([search.window]);
  const allowed = shared(
    hosts.map((host) => allowedStarts(host, search)),
    needed,
  );
  return window.flatMap((span) => gridStarts(slotGrid(search, hosts, span), intersectSpans(allowed, window)));
};
