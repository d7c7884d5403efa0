import * as z from 'zod';

const text = () => z.string().min(1);
const url = () => z.url().transform((value) => value.replace(/\/$/u, ''));

/** `hub@example.com` or `Meridian <hub@example.com>`: the address counts, the name before it is each org's own. */
const bareAddress = () =>
  z
    .string()
    .transform((value) => /<(?<address>[^<>]+)>\s*$/u.exec(value)?.groups?.address ?? value)
    .pipe(z.email());

/** Made when asked for: a cold start pays for the variables of its own function only. */
const VARIABLES = {
  TABLE_NAME: text,
  SYNC_QUEUE_URL: url,
  PROVISION_QUEUE_URL: url,
  MAIL_QUEUE_URL: url,
  GOOGLE_SECRET_ID: text,
  MICROSOFT_SECRET_ID: text,
  ZOOM_SECRET_ID: text,
  KEYS_SECRET_ID: text,
  CONNECTION_SECRET_PREFIX: text,
  /** Where refresh tokens rest. */
  TOKEN_VAULT: () => z.enum(['secrets-manager', 'envelope']).default('secrets-manager'),
  PUBLIC_URL: url,
  MAIL_FROM: bareAddress,
  /** One origin that stands in for all of Google's hosts; absent in production. */
  GOOGLE_BASE_URL: () => url().optional(),
  MICROSOFT_BASE_URL: () => url().optional(),
  ZOOM_BASE_URL: () => url().optional(),
} as const;

type Name = keyof typeof VARIABLES;
type Config<N extends Name> = { readonly [K in N]: z.output<ReturnType<(typeof VARIABLES)[K]>> };

/** The environment of one function, parsed once at init: a missing or malformed variable ends the deployment, not a request. */
export const readConfig = <const N extends Name>(...names: readonly N[]): Config<N> => {
  const shape = Object.fromEntries(names.map((name) => [name, VARIABLES[name]()]));
  // The shape is built from the very names that the type lists.
  return z.object(shape).parse(process.env) as Config<N>;
};
