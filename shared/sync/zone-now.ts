import type { Feed } from '../../events/stored/feed.ts';
import type { SyncDeps } from './sync-deps.ts';

type Owner = Pick<Feed, 'org' | 'userId'>;

/** The calendar's zone as its provider tells it; where none does, its owner's, which is asked for where `asks` says so. */
export const zoneNow =
  ({ people }: Pick<SyncDeps, 'people'>) =>
  async ({ org, userId }: Owner, told: string | undefined, asks: boolean): Promise<string | undefined> => {
    if (told !== undefined || !asks) return told;
    const [person] = await people.readMany(org, [userId]);
    return person?.zone;
  };

/** Whole days begin elsewhere from now on: those that did not change as well. */
export const isRezoned = ({ zone: before }: Pick<Feed, 'zone'>, zone: string | undefined): boolean =>
  before !== undefined && zone !== undefined && zone !== before;
