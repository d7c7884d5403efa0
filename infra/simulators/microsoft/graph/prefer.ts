import { badRequest } from './api-refusal.ts';
import { ianaOf } from './zones.ts';

export interface Prefer {
  readonly isImmutable: boolean;
  /** As the caller named it; `UTC` unless asked for. */
  readonly zone: string;
  readonly isText: boolean;
  readonly pageSize?: number;
}

const wordOf = (header: string, name: string): string | undefined =>
  new RegExp(`(?:^|[,;\\s])${name}\\s*=\\s*"?([^",;]+)"?`, 'i').exec(header)?.[1]?.trim();

export const timeZoneNotSupported = (zone: string) =>
  badRequest(
    'TimeZoneNotSupportedException',
    `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${zone}'`,
  );

/** Several preferences stand in one header; whatever is unknown is passed over. */
export const preferOf = (header = ''): Prefer => {
  const zone = wordOf(header, 'outlook\\.timezone') ?? 'UTC';
  if (ianaOf(zone) === undefined) throw timeZoneNotSupported(zone);
  const size = Number(wordOf(header, 'odata\\.maxpagesize'));
  return {
    isImmutable: wordOf(header, 'IdType')?.toLowerCase() === 'immutableid',
    zone,
    isText: wordOf(header, 'outlook\\.body-content-type') === 'text',
    ...(Number.isInteger(size) && size > 0 && { pageSize: size }),
  };
};
