import type { Breaker } from '../../events/stored/breaker.ts';
import type { Breakers } from '../../shared/ports/breakers.ts';

/** Breakers as the table keeps them; `reads` and `writes` count what it was asked. */
export const memoryBreakers = (): Breakers & { readonly asked: { reads: number; writes: number } } => {
  const stored = new Map<string, Breaker>();
  const asked = { reads: 0, writes: 0 };
  return {
    asked,
    read: (name) => {
      asked.reads += 1;
      return Promise.resolve(stored.get(name));
    },
    put: (breaker) => {
      asked.writes += 1;
      const isNext = (stored.get(breaker.name)?.version ?? 0) === breaker.version - 1;
      if (isNext) stored.set(breaker.name, breaker);
      return Promise.resolve(isNext);
    },
  };
};
