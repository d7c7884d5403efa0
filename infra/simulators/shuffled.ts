/** In an order that the seed decides. */
export const shuffled = <Item>(items: readonly Item[], random: () => number): Item[] => {
  const left = [...items];
  const found: Item[] = [];
  while (left.length > 0) found.push(...left.splice(Math.floor(random() * left.length), 1));
  return found;
};
