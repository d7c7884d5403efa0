import { describe, expect, it } from 'vitest';
import type { Agenda } from '../../../../events/stored/agenda.ts';
import { agendaChange } from '../../../../shared/store/agenda-change.ts';

const table = { name: 'hub' };
const entry = {
  start: '2027-01-05T10:00:00.000Z',
  end: '2027-01-05T11:00:00.000Z',
  status: 'confirmed',
} as const;
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `bkg_${index}`);
const agendaOf = (count: number): Agenda => ({
  v: 1,
  org: 'acme',
  userId: 'ben',
  month: '2027-01',
  version: 7,
  bookings: Object.fromEntries(ids(count).map((id) => [id, entry])),
});
const change = (count: number, over: { set?: Agenda['bookings']; remove?: readonly string[] }) => () =>
  agendaChange(table, { agenda: agendaOf(count), set: {}, remove: [], ...over });
const one = { bkg_new: entry };

describe('a change of an agenda', () => {
  it('is refused where one more comes in than there is room for', () => {
    expect(change(2_999, { set: one })).not.toThrow();
    expect(change(3_000, { set: one })).toThrow(expect.objectContaining({ code: 'slot_taken' }));
    expect(change(3_000, { set: one, remove: ids(1) })).not.toThrow();
  });

  it('of what is in it, or that makes it smaller, is never refused, however full it is', () => {
    expect(change(3_500, { set: { bkg_1: { ...entry, status: 'cancelled' } } })).not.toThrow();
    expect(change(3_500, { remove: ids(2) })).not.toThrow();
    expect(change(3_500, { set: one, remove: ids(100) })).not.toThrow();
    expect(change(3_500, { set: one })).toThrow(expect.objectContaining({ code: 'slot_taken' }));
  });
});
