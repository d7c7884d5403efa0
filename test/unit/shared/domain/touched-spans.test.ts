import { describe, expect, test } from 'vitest';
import { touchedSpans } from '../../../../shared/domain/touched-spans.ts';

const row = (id: string, start: string, end: string) => ({ id, start, end });

describe('the times that change', () => {
  test('are those that come, those that go, and both sides of a move', () => {
    const before = [row('stays', '1', '2'), row('goes', '3', '4'), row('moves', '5', '6')];
    const after = [row('stays', '1', '2'), row('moves', '5', '7'), row('comes', '8', '9')];
    expect(touchedSpans(before, after)).toEqual([
      { start: '3', end: '4' },
      { start: '5', end: '6' },
      { start: '5', end: '7' },
      { start: '8', end: '9' },
    ]);
  });

  test('are none where only titles do', () => {
    expect(touchedSpans([row('a', '1', '2')], [row('a', '1', '2')])).toEqual([]);
  });
});
