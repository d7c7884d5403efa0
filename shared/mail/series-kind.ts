import type { Letter } from '../ports/letters.ts';

type Kind = Exclude<Letter['mail']['kind'], 'reminder'>;

/** What one mail about several meetings is: what all of them say, else a change. */
export const seriesKind = (letters: readonly Pick<Letter, 'mail'>[]): Kind => {
  const kinds = new Set(letters.map(({ mail }) => mail.kind));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined && kind !== 'reminder' ? kind : 'update';
};
