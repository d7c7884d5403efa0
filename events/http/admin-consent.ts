import * as z from 'zod';

/** An organization at Microsoft: its id, or one of its domains. */
const tenant = z
  .string()
  .max(253, 'must have at most 253 characters')
  .regex(
    /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63})$/iu,
    'must be the id or a domain of an organization at Microsoft',
  );

/** `GET /v1/admin/microsoft/consent-url` */
export const ConsentUrlQuery = z.strictObject({ tenant: tenant.optional() });

/** Where an administrator at Microsoft approves the app for everybody; of use until then. */
export const ConsentUrlReply = z.object({ url: z.string(), expiresAt: z.string() });
export type ConsentUrlReply = z.infer<typeof ConsentUrlReply>;
