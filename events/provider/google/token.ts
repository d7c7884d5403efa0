import * as z from 'zod';

/** https://developers.google.com/identity/protocols/oauth2/web-server#exchange-authorization-code */
export const GoogleToken = z.object({
  access_token: z.string().min(1),
  /** Epoch milliseconds, as the client library makes it from `expires_in`. */
  expiry_date: z.number(),
  refresh_token: z.string().min(1).nullish(),
  /** Parted by spaces, in any order. */
  scope: z.string().default(''),
});

/** The token endpoint's shape of an error. */
export const GoogleTokenError = z.object({ error: z.string().regex(/^[\w.-]{1,60}$/u) });
