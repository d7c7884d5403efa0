import * as z from 'zod';
import { locale, utc } from '../fields.ts';

export const Role = z.enum(['admin', 'member', 'assistant']);
export type Role = z.infer<typeof Role>;

/** A user of an org: put in by an admin, or met at their first sign-in. */
export const Person = z.object({
  v: z.literal(1),
  org: z.string(),
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  email: z.string(),
  role: Role,
  zone: z.string(),
  locale,
  department: z.string().optional(),
  designation: z.string().optional(),
  gm: z.string().optional(),
  createdAt: utc,
  updatedAt: utc,
});
export type Person = z.infer<typeof Person>;
