import * as z from 'zod';
import { ianaZone, locale } from '../fields.ts';
import { Platform, Privacy } from '../stored/org-settings.ts';
import { Role } from '../stored/person.ts';

/** `GET /v1/me`; `policy` is what the org allows. */
export const Me = z.object({
  id: z.string(),
  org: z.string(),
  role: Role,
  name: z.string(),
  email: z.string(),
  zone: z.string(),
  locale,
  policy: z.object({
    platforms: z.array(Platform),
    accountsPerPlatform: z.number().int(),
    privacy: z.object({ default: Privacy, allowed: z.array(Privacy) }),
  }),
});
export type Me = z.infer<typeof Me>;

export const MePatch = z.strictObject({ zone: ianaZone.optional(), locale: locale.optional() });
export type MePatch = z.infer<typeof MePatch>;
