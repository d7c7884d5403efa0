import { expect, test } from 'vitest';
import { changedFields } from '../../../../shared/domain/event-type-changes.ts';
import { anEventType } from '../../../support/an-event-type.ts';

test('names what differs, in a fixed order, and nothing that every write changes', () => {
  const before = anEventType({ location: { kind: 'custom', detail: 'Room 5' } });
  const { location: _, ...rest } = before;
  const after = {
    ...rest,
    version: 2,
    updatedAt: '2027-01-05T09:00:00.000Z',
    state: 'draft',
    title: 'B',
  } as const;
  expect(changedFields(before, after)).toEqual(['title', 'location', 'state']);
  expect(changedFields(before, { ...before, version: 2 })).toEqual([]);
  expect(changedFields(before, { ...before, location: { detail: 'Room 5', kind: 'custom' } })).toEqual([]);
});
