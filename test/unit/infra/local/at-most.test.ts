import { expect, test } from 'vitest';
import { atMost } from '../../../../infra/local/at-most.ts';

test('so many work at once, the others in order when one has ended, whether well or not', async () => {
  const inTurn = atMost(2);
  const begun: number[] = [];
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<number>());
  const all = gates.map(({ promise }, nth) =>
    inTurn(() => {
      begun.push(nth);
      return promise;
    }),
  );
  const settled = Promise.allSettled(all);
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  await turn();
  expect(begun).toEqual([0, 1]);
  gates[1]?.reject(new Error('failed'));
  await turn();
  expect(begun).toEqual([0, 1, 2]);
  for (const [nth, gate] of gates.entries()) gate.resolve(nth);
  expect((await settled).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});
