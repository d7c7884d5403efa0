import { shuffled } from './shuffled.ts';

/** No provider promises an order, so apps must compare sets. */
export const shuffledScope = (scopes: readonly string[], random: () => number): string => {
  const mixed = shuffled([...scopes].reverse(), random);
  const isSame = mixed.length > 1 && mixed.join() === scopes.join();
  return (isSame ? mixed.reverse() : mixed).join(' ');
};
