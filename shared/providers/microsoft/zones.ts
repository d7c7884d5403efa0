import { WINDOWS_ZONES } from './windows-zones.ts';

interface WindowsZone {
  readonly windows: string;
  /** What Windows itself goes by under that name. */
  readonly iana: string;
}

const ROWS: readonly (WindowsZone & { readonly alike: readonly string[] })[] = [
  'UTC = UTC Etc/UTC Etc/GMT',
  ...WINDOWS_ZONES,
].map((row) => {
  const [windows = '', names = ''] = row.split(' = ');
  const alike = names.split(' ');
  return { windows, iana: alike[0] ?? 'UTC', alike };
});

const BY_IANA = new Map(
  ROWS.flatMap(({ alike, ...row }) => alike.map((name): [string, WindowsZone] => [name, row])),
);
const BY_WINDOWS = new Map(ROWS.map(({ windows, iana }) => [windows, iana]));

/** Older and newer names of a zone are one: CLDR keeps the older ones. */
const canonical = (zone: string): string | undefined => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};

/** Windows' name of an IANA zone; undefined where it has none. Outlook takes few IANA names, and all of Windows'. */
export const windowsZoneOf = (iana: string): WindowsZone | undefined =>
  BY_IANA.get(iana) ?? BY_IANA.get(canonical(iana) ?? '');

/** The IANA zone behind either kind of name; undefined for one that somebody has made up. */
export const ianaZoneOf = (name: string): string | undefined => BY_WINDOWS.get(name) ?? canonical(name);
