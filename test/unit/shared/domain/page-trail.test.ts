import { describe, expect, it } from 'vitest';
import { pageTrail } from '../../../../shared/domain/page-trail.ts';

const page = (ids: string, nextPage?: string) => ({
  events: ids.split('').map((id) => ({ id })),
  ...(nextPage !== undefined && { nextPage }),
});

const walk = (pages: readonly ReturnType<typeof page>[]): string[] | undefined =>
  pages.reduce<string[] | undefined>((trail, each) => trail && pageTrail(trail, each), []);

describe('the pages of a round', () => {
  it('are no circle while each says something else, or nothing', () => {
    expect(walk([page('ab', '2'), page('', '3'), page('', '4'), page('bc', '5'), page('a')])).toBeDefined();
  });

  it('are one where a page or a link comes again', () => {
    expect(walk([page('ab', '2'), page('c', '3'), page('ab', '4')])).toBeUndefined();
    expect(walk([page('ab', '2'), page('c', '3'), page('d', '2')])).toBeUndefined();
  });

  it('end with the last one, whatever it says', () => {
    expect(walk([page('a', '2'), page('b', '3'), page('a')])).toBeDefined();
  });

  it('are not believed to be more than any calendar has', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({
      events: [{ id: `event ${index}` }],
      nextPage: `page ${index}`,
    }));
    expect(walk(many)).toBeUndefined();
    expect(walk(many.slice(0, 300))).toBeDefined();
  });
});
