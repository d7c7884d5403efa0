/** No provider promises an order, so apps must compare sets. */
export const shuffledScope = (scopes: readonly string[], random: () => number): string => {
  const left = [...scopes].reverse();
  const shuffled: string[] = [];
  while (left.length > 0) shuffled.push(...left.splice(Math.floor(random() * left.length), 1));
  const isSame = shuffled.length > 1 && shuffled.join() === scopes.join();
  return (isSame ? shuffled.reverse() : shuffled).join(' ');
};
