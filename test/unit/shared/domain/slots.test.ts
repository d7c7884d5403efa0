import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SlotSearch } from '../../../../shared/domain/slot-grid.ts';
import { slots } from '../../../../shared/domain/slots.ts';
import type { HostTime } from '../../../../shared/domain/start-rules.ts';
import {
  anyHostTime,
  anySearch,
  hostAndSearch,
  intervalIn,
  zoneMoment,
} from '../../../support/any-host-time.ts';
import { slowSlots } from '../../../support/slow-slots.ts';

const DAY_MS = 86_400_000;
const one = (host: HostTime, search: SlotSearch) => slots('each', [host], search);

/** Two hosts in zones of their own and one search for both, on a day on which the clock of one does something. */
const twoHosts = fc
  .tuple(zoneMoment, fc.constantFrom('Asia/Kathmandu', 'Europe/Prague'))
  .chain(([{ zone, around }, other]) =>
    fc.record({
      hosts: fc.tuple(anyHostTime(zone, around), anyHostTime(other, around)),
      search: anySearch(around),
    }),
  );

describe('slots of one host', () => {
  it('are the starts that no rule blocks, asked of one instant after the other', () => {
    fc.assert(
      fc.property(hostAndSearch, ({ host, search }) => {
        expect(one(host, search)).toEqual(slowSlots(host, search));
      }),
      { numRuns: 150 },
    );
  });

  it('never grow by another busy time or booking', () => {
    fc.assert(
      fc.property(
        hostAndSearch.chain(({ host, search }) =>
          fc.record({
            host: fc.constant(host),
            search: fc.constant(search),
            more: intervalIn(Date.parse(search.window.start) - DAY_MS, 3, 40),
          }),
        ),
        ({ host, search, more }) => {
          const before = new Set(one(host, search));
          for (const kind of ['busy', 'held'] as const) {
            const after = one({ ...host, [kind]: [...host[kind], more] }, search);
            expect(after.filter((start) => !before.has(start))).toEqual([]);
          }
        },
      ),
    );
  });

  it('are those of the parts of the window', () => {
    fc.assert(
      fc.property(hostAndSearch, fc.nat(48), ({ host, search }, hours) => {
        const middle = new Date(Date.parse(search.window.start) + hours * 3_600_000).toISOString();
        const parts = [
          { ...search.window, end: middle },
          { ...search.window, start: middle },
        ];
        expect(parts.flatMap((window) => one(host, { ...search, window }))).toEqual(one(host, search));
      }),
    );
  });
});

describe('slots of several hosts', () => {
  it('are those of all when each is needed, and those of any when one is enough', () => {
    fc.assert(
      fc.property(twoHosts, ({ hosts, search }) => {
        const gridZone = hosts[0].schedule.zone;
        const each = slots('each', hosts, search);
        const any = slots('any', hosts, search);
        const free = hosts.map((host) => new Set(slowSlots(host, { ...search, gridZone })));
        const all = [...new Set(free.flatMap((starts) => [...starts]))].sort((a, b) => a - b);
        expect(any).toEqual(all);
        expect(each).toEqual(all.filter((start) => free.every((starts) => starts.has(start))));
      }),
      { numRuns: 60 },
    );
  });

  it('are tried where the hosts have some in common, and each has some alone', () => {
    const tried = fc.sample(twoHosts, { seed: 1, numRuns: 80 });
    const counts = (['each', 'any'] as const).map((needed) =>
      tried.reduce((sum, { hosts, search }) => sum + slots(needed, hosts, search).length, 0),
    );
    expect(counts[0]).toBeGreaterThan(100);
    expect(counts[1]).toBeGreaterThan(1_000);
  });

  it('are for a single host the same whoever is needed', () => {
    fc.assert(
      fc.property(hostAndSearch, ({ host, search }) => {
        expect(slots('any', [host], search)).toEqual(slots('each', [host], search));
        expect(slots('each', [host, host], search)).toEqual(slots('each', [host], search));
      }),
    );
  });

  it('are none without hosts', () => {
    const window = { start: '2027-01-04T00:00:00.000Z', end: '2027-01-05T00:00:00.000Z' };
    const search = { now: 0, window, durationMs: 60_000, gridMs: 60_000 };
    expect([slots('each', [], search), slots('any', [], search)]).toEqual([[], []]);
  });
});

describe('slots on a day in Prague', () => {
  const host: HostTime = {
    schedule: {
      zone: 'Europe/Prague',
      hours: [{ day: 1, from: '09:00', to: '11:00' }],
      dates: [],
      bufferBefore: 'PT0M',
      bufferAfter: 'PT30M',
      notice: 'PT0M',
      horizon: 'P60D',
    },
    busy: [],
    held: [],
    known: true,
  };
  const search = {
    now: Date.parse('2027-01-01T00:00:00Z'),
    window: { start: '2027-01-04T00:00:00.000Z', end: '2027-01-05T00:00:00.000Z' },
    durationMs: 1_800_000,
    gridMs: 1_800_000,
  };
  const timesOf = (known: Partial<HostTime>, how: Partial<SlotSearch> = {}) =>
    one({ ...host, ...known }, { ...search, ...how }).map((start) =>
      new Date(start).toISOString().slice(11, 16),
    );
  const at = (start: string, end: string) => ({
    start: `2027-01-04T${start}:00.000Z`,
    end: `2027-01-04T${end}:00.000Z`,
  });

  it('may end with the hours, the buffer lying after them', () => {
    expect(timesOf({})).toEqual(['08:00', '08:30', '09:00', '09:30']);
  });

  it('leave the buffer before foreign busy time, and none after it', () => {
    expect(timesOf({ busy: [at('09:00', '09:30')] })).toEqual(['08:00', '09:30']);
  });

  it('leave the longer buffer on both sides of a booking, whichever was made first', () => {
    expect(timesOf({ held: [at('08:30', '09:00')] })).toEqual(['09:30']);
    expect(timesOf({ held: [at('09:30', '10:00')] })).toEqual(['08:00', '08:30']);
  });

  it('are none where nothing was read, and end with what was', () => {
    expect(timesOf({ known: false })).toEqual([]);
    expect(timesOf({ knownUntil: '2027-01-04T09:30:00.000Z' })).toEqual(['08:00', '08:30']);
  });

  it('lie on the grid of another zone when all hosts share that one', () => {
    expect(timesOf({}, { gridMs: 3_600_000, gridZone: 'Asia/Kathmandu' })).toEqual(['08:15', '09:15']);
  });

  it('need a grid', () => {
    expect(() => timesOf({}, { gridMs: 0 })).toThrow(RangeError);
  });
});
