import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { WINDOWS_ZONES } from '../../../../../shared/providers/microsoft/windows-zones.ts';
import { ianaZoneOf, windowsZoneOf } from '../../../../../shared/providers/microsoft/zones.ts';

const TABLE = WINDOWS_ZONES.map((row) => {
  const [windows = '', names = ''] = row.split(' = ');
  return { windows, names: names.split(' ') };
});

const MONTHS = Array.from({ length: 12 }, (_, month) => DateTime.utc(2027, month + 1, 15, 12));
const offsetsOf = (zone: string) => MONTHS.map((at) => at.setZone(zone).offset);

/** They have left the time of their neighbours since CLDR put them together: an event stands at the right instant all the same. */
const CHANGED = new Set([
  'America/Vancouver',
  'America/Edmonton',
  'America/Scoresbysund',
  'Antarctica/Vostok',
  'Antarctica/Casey',
]);

describe('Windows’ names of time zones', () => {
  it('are each told once, and each zone belongs to one of them', () => {
    const windows = TABLE.map((row) => row.windows);
    const zones = TABLE.flatMap(({ names }) => names);
    expect(new Set(windows).size).toBe(windows.length);
    expect(new Set(zones).size).toBe(zones.length);
    expect(windows.every((name) => /^[\w.+\- ()]+$/u.test(name))).toBe(true);
    expect(windows).toHaveLength(138);
  });

  it.each(TABLE)('$windows keeps the time of all its zones', ({ windows, names }) => {
    const [first = ''] = names;
    expect(ianaZoneOf(windows)).toBe(first);
    for (const name of names) {
      expect(DateTime.utc().setZone(name).isValid, name).toBe(true);
      expect(windowsZoneOf(name)).toEqual({ windows, iana: first });
      if (!CHANGED.has(name)) expect([name, offsetsOf(name)]).toEqual([name, offsetsOf(first)]);
    }
  });

  it('covers every zone that a host can choose, but for two that Windows has no name for', () => {
    const unknown = Intl.supportedValuesOf('timeZone').filter((zone) => windowsZoneOf(zone) === undefined);
    expect(unknown.filter((zone) => zone !== 'America/Coyhaique' && zone !== 'Antarctica/Troll')).toEqual([]);
  });

  it('knows zones by their newer names too, and none that somebody has made up', () => {
    expect(windowsZoneOf('Europe/Kyiv')?.windows).toBe('FLE Standard Time');
    expect(windowsZoneOf('Asia/Kolkata')?.windows).toBe('India Standard Time');
    expect(windowsZoneOf('UTC')).toEqual({ windows: 'UTC', iana: 'UTC' });
    expect(ianaZoneOf('Europe/Vienna')).toBe('Europe/Vienna');
    expect(ianaZoneOf('tzone://Microsoft/Custom')).toBeUndefined();
    expect(windowsZoneOf('Mars/Olympus')).toBeUndefined();
  });
});
