import type { Feed } from '../../events/stored/feed.ts';

/** A time, in epoch ms, in which no push of this feed could have arrived. */
export interface Gap {
  readonly feedId: string;
  readonly from: number;
  readonly to: number;
}

interface Watch {
  /** At the provider: channel id to the instant at which it falls silent. */
  readonly open: Map<string, number>;
  /** The feed's own: pushes of any other are turned away. */
  known: readonly string[];
  coveredFrom: number;
  coveredUntil: number;
  gapFrom: number | undefined;
}

export interface WatchLedger {
  opened(feedId: string, channelId: string, expiresAt: number): void;
  stopped(feedId: string, channelId: string): void;
  /** The feed was written. */
  seen(feed: Feed): void;
  /** All gaps up to now, those that are still open too. */
  gaps(): readonly Gap[];
}

/** Not covered yet, which is no gap. */
const NEVER = {
  coveredFrom: Number.POSITIVE_INFINITY,
  coveredUntil: Number.POSITIVE_INFINITY,
  gapFrom: undefined,
};

const knownTo = ({ channel, previousChannel }: Feed): string[] =>
  [channel?.id, previousChannel?.id].filter((id) => id !== undefined);

const coverOf = ({ open, known }: Watch): number =>
  Math.max(Number.NEGATIVE_INFINITY, ...known.map((id) => open.get(id) ?? Number.NEGATIVE_INFINITY));

/** Who is watched when: a channel that lives at the provider and that its feed knows. A feed counts from its first channel on. */
export const watchLedger = (now: () => number): WatchLedger => {
  const watches = new Map<string, Watch>();
  const closed: Gap[] = [];
  const watchOf = (feedId: string): Watch => {
    const found = watches.get(feedId);
    if (found) return found;
    const made: Watch = { open: new Map(), known: [], ...NEVER };
    watches.set(feedId, made);
    return made;
  };
  const gapOf = ({ coveredUntil, gapFrom }: Watch): number | undefined =>
    gapFrom ?? (coveredUntil < now() ? coveredUntil : undefined);
  const coverAgain = (watch: Watch, feedId: string, until: number): void => {
    const { gapFrom } = watch;
    if (gapFrom !== undefined && gapFrom < now()) closed.push({ feedId, from: gapFrom, to: now() });
    watch.gapFrom = undefined;
    watch.coveredFrom = Math.min(watch.coveredFrom, now());
    watch.coveredUntil = until;
  };
  /** What has happened by now, before anything changes. */
  const change = (feedId: string, act: (watch: Watch) => void): void => {
    const watch = watchOf(feedId);
    watch.gapFrom = gapOf(watch);
    act(watch);
    const cover = coverOf(watch);
    if (cover > now()) coverAgain(watch, feedId, cover);
    else if (watch.coveredFrom >= now()) Object.assign(watch, NEVER);
    else watch.gapFrom ??= now();
  };
  return {
    opened: (feedId, channelId, expiresAt) =>
      change(feedId, ({ open }) => {
        for (const [id, until] of open) if (until <= now()) open.delete(id);
        open.set(channelId, expiresAt);
      }),
    stopped: (feedId, channelId) => change(feedId, ({ open }) => open.delete(channelId)),
    seen: (feed) => {
      const known = knownTo(feed);
      if (known.join() === watchOf(feed.id).known.join()) return;
      change(feed.id, (watch) => {
        watch.known = known;
      });
    },
    gaps: () => [
      ...closed,
      ...[...watches].flatMap(([feedId, watch]) => {
        const from = gapOf(watch);
        return from === undefined ? [] : [{ feedId, from, to: now() }];
      }),
    ],
  };
};
