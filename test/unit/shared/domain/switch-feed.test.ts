import { expect, it } from 'vitest';
import { switchFeed } from '../../../../shared/domain/switch-feed.ts';
import { aFeed } from '../../../support/a-feed.ts';

const read = aFeed({
  version: 4,
  generation: 'gen_1',
  cursor: 'c1',
  readTo: '2028-01-04T00:00:00.000Z',
  stale: ['gen_0'],
});
const reading = {
  generation: 'gen_2',
  from: '2027-01-03T00:00:00.000Z',
  to: '2028-01-04T00:00:00.000Z',
  startedAt: '2027-01-04T09:00:00.000Z',
};

it('a feed that imports no longer goes on from its cursor, with no row that counts', () => {
  const off = switchFeed(read, false, 'gen_9');
  expect(off).toMatchObject({ version: 5, imports: false, switched: 1, generation: 'gen_9', cursor: 'c1' });
  expect(off.stale).toEqual(['gen_0', 'gen_1']);
});

it('a feed that imports from now on is unknown until it was read to the end, and forgets a read under way', () => {
  const on = switchFeed({ ...read, imports: false, reading }, true, 'gen_9');
  expect(on).toMatchObject({ version: 5, imports: true, switched: 1 });
  expect([on.generation, on.cursor, on.reading, on.readTo]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(on.stale).toEqual(['gen_0', 'gen_1', 'gen_2']);
});

it('one that was never read stays unknown', () => {
  expect(switchFeed(aFeed(), false, 'gen_9').generation).toBeUndefined();
});
