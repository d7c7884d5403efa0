import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, readableColor } from '../../../../shared/domain/readable-color.ts';

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('a colour that an organization has chosen', () => {
  it('stays as it is where it can be read', () => {
    expect(readableColor('#1d4ed8', '#ffffff')).toBe('#1d4ed8');
    expect(contrast('#000000', '#ffffff')).toBe(21);
  });

  it('can be read on every ground, whichever was chosen', () => {
    fc.assert(
      fc.property(color, color, (wanted, ground) => {
        expect(contrast(readableColor(wanted, ground), ground)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('is darkened on a light ground and lightened on a dark one', () => {
    expect(readableColor('#ffff00', '#ffffff')).toMatch(/^#[5-9a-f][0-9a-f][5-9a-f][0-9a-f]00$/u);
    expect(readableColor('#ffff00', '#191e27')).toBe('#ffff00');
  });
});
