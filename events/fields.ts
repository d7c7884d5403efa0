import * as z from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROL_BUT_SPACES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Shown as nothing: spaces of all kinds, joiners, fillers. Between other characters they have a meaning. */
const UNSEEN = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** One line of text that people typed: no control characters, no line breaks, no text direction overrides. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine((text) => !UNSEEN.test(text), 'must not be empty: nothing of it can be seen')
    .refine((text) => !CONTROL.test(text), 'must not contain control characters or line breaks')
    .refine((text) => !LONE_SURROGATE.test(text), 'must be valid Unicode');

/** Text of several lines, tabs among them; line ends become \n first, as a browser sends each as two characters and counts one. */
export const paragraph = (max: number) =>
  z
    .string()
    .overwrite((text) => text.replaceAll('\r\n', '\n'))
    .max(max, `must have at most ${max} characters`)
    .refine((text) => !CONTROL_BUT_SPACES.test(text), 'must not contain control characters')
    .refine((text) => !LONE_SURROGATE.test(text), 'must be valid Unicode');

const ADDRESS =
  /^(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?=.{1,253}$)[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;

/** One mail address, no display name, no list: a string that held more once redirected an envelope. */
export const emailAddress = z
  .string()
  .max(254, 'must have at most 254 characters')
  .regex(ADDRESS, 'must be one e-mail address such as ann@example.com')
  .transform((address) => {
    const at = address.lastIndexOf('@');
    return `${address.slice(0, at)}@${address.slice(at + 1).toLowerCase()}`;
  });

/** Providers and mail clients know a zone by its exact spelling; Intl takes any case. */
const isSpelled = (zone: string, canonical: string): boolean =>
  zone === canonical ||
  (zone.toLowerCase() !== canonical.toLowerCase() && zone.split('/').every((part) => /^[A-Z]/u.test(part)));

const isZone = (zone: string): boolean => {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    return (zone === 'UTC' || zone.includes('/')) && isSpelled(zone, timeZone);
  } catch {
    return false;
  }
};

/** An IANA time zone such as `Europe/Prague`; Windows names, abbreviations and offsets are refused. */
export const ianaZone = z
  .string()
  .max(64, 'must have at most 64 characters')
  .refine(isZone, 'must be an IANA time zone such as Europe/Prague');

/** Beyond them an instant and what is computed from it may not have four digits of a year, and be out of order among the others. */
const YEARS = { first: '1970', last: '9000' } as const;

/** An RFC 3339 instant with `Z` or an offset, that exists in the calendar; kept as UTC with milliseconds. */
export const instant = z.iso
  .datetime({
    offset: true,
    error: 'must be an RFC 3339 date and time with Z or an offset, such as 2027-01-04T10:00:00+01:00',
  })
  .refine(
    (text) => YEARS.first <= text.slice(0, 4) && text.slice(0, 4) <= YEARS.last,
    `must lie in the years ${YEARS.first} to ${YEARS.last}`,
  )
  .transform((text) => new Date(text).toISOString());

/** How instants are stored and compared: `2027-01-04T09:00:00.000Z`. */
export const utc = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);

export const locale = z.enum(['en', 'cs']);

export const httpsUrl = z
  .url({ protocol: /^https$/u, error: 'must be an https URL' })
  .max(2048, 'must have at most 2048 characters');

/** Another system's id, taken to the letter: `ben` and `ben ` may be two people there. */
const foreignId = (max: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine((id) => id.trim() === id, 'must not begin or end with a space')
    .refine((id) => !CONTROL.test(id), 'must not contain control characters or line breaks')
    .refine((id) => !LONE_SURROGATE.test(id), 'must be valid Unicode');

/** Records are keyed by it, and `constructor` or `__proto__` is found in every object. */
export const userId = foreignId(128).refine((id) => !(id in {}), 'is a word that cannot be an id');
export const orgId = foreignId(64);
