import type { TortureWorld } from './torture-world.ts';

/** An hour on one of three mornings: later than any storm and the fine weather after it last, so that nothing that is planned is over. */
export const slot = ({ random }: Pick<TortureWorld, 'random'>): { start: string; end: string } => {
  const start = Date.UTC(2027, 0, 7 + Math.floor(random() * 3), 9 + Math.floor(random() * 3));
  return { start: new Date(start).toISOString(), end: new Date(start + 3_600_000).toISOString() };
};
