import { IANAZone } from 'luxon';
import { z } from 'zod';
import { ControlError, parseControl } from '../../control-error.ts';
import type { User } from '../users.ts';
import { tellUserChange } from '../webhooks/user-events.ts';
import type { World } from '../world.ts';

const wanted = z.strictObject({
  email: z.email(),
  name: z.string().min(1).optional(),
  plan: z.enum(['basic', 'licensed']).optional(),
  status: z.enum(['active', 'inactive', 'pending', 'deleted']).optional(),
  /** The company's; colleagues by the domain of their addresses share one without it. */
  accountId: z.string().min(1).optional(),
  zone: z
    .string()
    .refine((name) => IANAZone.isValidZone(name), 'is no IANA time zone')
    .optional(),
  /** The company's admin has to allow the app first. */
  needsPreApproval: z.boolean().optional(),
  /** Another address from now on; the id stays. */
  newEmail: z.email().optional(),
});

const putUser = ({ users }: World, { email, newEmail, ...known }: z.output<typeof wanted>): User => {
  if (newEmail !== undefined && users.find(newEmail))
    throw new ControlError('newEmail', `${newEmail} is somebody else's`);
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  const user = users.put(email, given);
  return newEmail === undefined ? user : users.rename(user, newEmail);
};

/** Adds an account, or changes it as its admin would: what is not mentioned stays. */
export const putAccount = (world: World, body: string): User => {
  const order = parseControl(wanted, body);
  const before = world.users.find(order.email);
  const user = putUser(world, order);
  if (before) tellUserChange(world, before, user);
  return user;
};
