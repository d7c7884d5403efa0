import type { HeededBreaker } from './heed-breaker.ts';

/** A provider all of whose methods heed a breaker. */
export const guardProvider = <P extends object>(provider: P, { heed }: Pick<HeededBreaker, 'heed'>): P =>
  new Proxy(provider, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]): Promise<unknown> =>
        heed(async (): Promise<unknown> => Reflect.apply(method, target, args));
    },
  });
