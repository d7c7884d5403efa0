import { WINDOWS_ZONES } from './windows-zones.ts';

const WINDOWS = new Map(WINDOWS_ZONES);
/** Graph documents about one IANA name for each Windows zone; others are refused. */
const IANA = new Set(WINDOWS_ZONES.map(([, iana]) => iana));

/** The IANA zone behind a name that Outlook takes; undefined: it takes no such name. */
export const ianaOf = (name: string): string | undefined => {
  if (name === 'UTC') return 'UTC';
  return WINDOWS.get(name) ?? (IANA.has(name) ? name : undefined);
};

/** What Outlook itself calls an IANA zone, so far as it has a name for it. */
export const windowsOf = (iana: string): string =>
  WINDOWS_ZONES.find(([, each]) => each === iana)?.[0] ?? (iana === 'UTC' ? 'UTC' : iana);

export const zoneNames = (isIana: boolean): string[] => (isIana ? [...IANA] : [...WINDOWS.keys()]);
