import { describe, expect, it } from 'vitest';
import { editPlace } from '../../../../shared/domain/edit-place.ts';

const LINK = 'https://zoom.example/j/1?pwd=a';
const edited = (text: string) => editPlace({ kind: 'zoom', venue: 'Room 1' }, text, LINK);

describe('the place of an event that a person edits', () => {
  it.each([
    ['Room 5', { kind: 'zoom', venue: 'Room 5' }],
    [`Room 5, ${LINK}`, { kind: 'zoom', venue: 'Room 5' }],
    [`${LINK}, Room 5, second floor`, { kind: 'zoom', venue: 'Room 5, second floor' }],
    [LINK, { kind: 'zoom' }],
    ['Zoom', { kind: 'zoom' }],
    ['', { kind: 'zoom' }],
  ])('names the room beside a link, and takes no meeting away from Zoom: %s', (text, location) => {
    expect(edited(text)).toEqual(location);
  });

  it('is the whole place where there is no link', () => {
    expect(editPlace(undefined, 'Room 5')).toEqual({ kind: 'in_person', venue: 'Room 5' });
    expect(editPlace({ kind: 'custom', detail: 'x' }, '')).toBeUndefined();
    expect(editPlace({ kind: 'google_meet' }, 'Zoom')).toEqual({ kind: 'google_meet', venue: 'Zoom' });
  });
});
