const IMMUTABLE = 'AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A';
const DEFAULT = 'AAMkAGE1M2IyNGNmLTI5MTktNDUyZi1iOTVl';
const END = 'AA=';

const encode = (text: string): string => Buffer.from(text).toString('base64url');

/** An item's key stays; its generation counts the moves between calendars, and the default id changes with each. */
export const itemId = (
  { key, generation }: { readonly key: string; readonly generation: number },
  isImmutable: boolean,
): string =>
  isImmutable ? `${IMMUTABLE}${encode(key)}${END}` : `${DEFAULT}${encode(`${key}~${generation}`)}${END}`;

const decode = (text: string): string | undefined => {
  const decoded = Buffer.from(text, 'base64url').toString('utf8');
  return encode(decoded) === text ? decoded : undefined;
};

/** Either format, letter for letter; only the default one names a generation. */
export const readItemId = (id: string): { key: string; generation: number | undefined } | undefined => {
  if (!id.endsWith(END)) return undefined;
  const body = (start: string): string | undefined => decode(id.slice(start.length, -END.length));
  if (id.startsWith(IMMUTABLE)) {
    const key = body(IMMUTABLE);
    return key === undefined ? undefined : { key, generation: undefined };
  }
  const [key, generation] = (id.startsWith(DEFAULT) ? body(DEFAULT) : undefined)?.split('~') ?? [];
  return key === undefined || generation === undefined ? undefined : { key, generation: Number(generation) };
};
