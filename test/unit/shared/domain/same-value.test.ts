import { describe, expect, it } from 'vitest';
import { sameValue } from '../../../../shared/domain/same-value.ts';

describe('two values', () => {
  it('say the same whatever the order of their members', () => {
    expect(sameValue({ a: 1, b: [{ c: 2, d: undefined }] }, { b: [{ c: 2 }], a: 1 })).toBe(true);
    expect(sameValue({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  });
});
