import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../../shared/domain/place-of.ts';

describe('the place of a booking', () => {
  it.each([
    [undefined, undefined],
    [{ kind: 'google_meet' }, 'Google Meet'],
    [{ kind: 'in_person' }, undefined],
    [{ kind: 'in_person', detail: 'Room 4', venue: 'Prague office' }, 'Prague office, Room 4'],
    [{ kind: 'custom', detail: 'https://meet.example.com/a' }, 'https://meet.example.com/a'],
  ] as const)('of %j is %s', (location, text) => {
    expect(placeOf(location)).toBe(text);
  });
});
