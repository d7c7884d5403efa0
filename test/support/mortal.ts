import { ProviderError } from '../../shared/ports/provider-error.ts';

const HOUR_MS = 3_600_000;

class Death extends Error {}

/** The calls of one Lambda to its surroundings, of which it survives so many. */
export const mortal = (calls: number) => {
  let left = calls;
  return <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      left -= 1;
      if (left < 0) throw new Death('the machine is gone');
      return call(...args);
    };
};

/** A provider that knows one refresh token, or hands out a new one each time, which ends the one before. */
export const oneTokenProvider = (rotates: boolean, first = 'refresh-0') => {
  let known = first;
  let answers = 0;
  return {
    refresh: async (token: string) => {
      if (token !== known) throw new ProviderError('final', { word: 'invalid_grant' });
      answers += 1;
      if (rotates) known = `refresh-${answers}`;
      const accessExpiresAt = new Date(Date.now() + HOUR_MS).toISOString();
      const refreshToken = rotates ? known : undefined;
      return { accessToken: `access-${answers}`, accessExpiresAt, refreshToken, scopes: [] };
    },
  };
};
