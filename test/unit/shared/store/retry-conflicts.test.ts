import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { retryConflicts } from '../../../../shared/store/retry-conflicts.ts';

const conflict = () => new TransactionConflictException({ message: 'ongoing', $metadata: {} });
const isConflict = (error: unknown): boolean => error instanceof TransactionConflictException;

/** Meets so many transactions of others, then counts. */
const writer = (conflicts: number) => {
  let tries = 0;
  const write = async () => {
    tries += 1;
    if (tries <= conflicts) throw conflict();
    return tries;
  };
  return { write, tries: () => tries };
};

describe('a write that meets the transactions of others', () => {
  it('counts once they are over', async () => {
    expect(await retryConflicts(writer(3).write)).toBe(4);
  });

  it('is tried once by whoever has no time left, and is busy then', async () => {
    const late = writer(1);
    await expect(retryConflicts(late.write, isConflict, 0)).rejects.toMatchObject({ code: 'busy' });
    expect(late.tries()).toBe(1);
    expect(await retryConflicts(writer(0).write, isConflict, 0)).toBe(1);
  });

  it('is refused at once for any other reason', async () => {
    const refused = retryConflicts(() => Promise.reject(new Error('no')));
    await expect(refused).rejects.toThrow('no');
  });
});
