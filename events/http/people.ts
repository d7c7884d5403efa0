import * as z from 'zod';
import { emailAddress, ianaZone, line, locale, userId } from '../fields.ts';
import { Role } from '../stored/person.ts';
import { listQuery } from './list-query.ts';

/** A user as admins see them. */
export const PersonReply = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  zone: z.string(),
  locale,
  department: z.string().optional(),
  designation: z.string().optional(),
  gm: z.string().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type PersonReply = z.infer<typeof PersonReply>;

export const PeopleReply = z.object({ items: z.array(PersonReply), next: z.string().optional() });

/** `PUT /v1/admin/users/{id}`: the whole person; what is left out goes back to its default. */
export const PersonPut = z.strictObject({
  name: line(200),
  email: emailAddress,
  zone: ianaZone.optional(),
  locale: locale.optional(),
  role: Role.optional(),
  department: line(200).optional(),
  designation: line(200).optional(),
  /** The internal user id of their manager. */
  gm: userId.optional(),
});
export type PersonPut = z.infer<typeof PersonPut>;

export const PersonParams = z.strictObject({ id: userId });

export const PeopleQuery = z.strictObject({
  q: line(200).optional(),
  department: line(200).optional(),
  role: Role.optional(),
  ...listQuery,
});

export const PersonRemoved = z.object({ id: z.string(), runs: z.array(z.string()) });
