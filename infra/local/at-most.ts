type Bounded = <T>(work: () => Promise<T>) => Promise<T>;

/** So many at once; the others wait for their turn, in order. */
export const atMost = (count: number): Bounded => {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
};
