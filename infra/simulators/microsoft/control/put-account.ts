import { IANAZone } from 'luxon';
import { z } from 'zod';
import { parseControl } from '../../control-error.ts';
import { type Account, isPersonal, LICENCES } from '../accounts.ts';
import { tidFor } from '../sign-up.ts';
import { CONSUMERS } from '../tenants.ts';
import type { World } from '../world.ts';
import { tenantSettings } from './put-tenant.ts';

const wanted = z.strictObject({
  email: z.email(),
  name: z.string().min(1),
  /** Domain of the organization; by default that of the address. */
  tenant: z.string().min(1).optional(),
  personal: z.boolean().optional(),
  zone: z
    .string()
    .refine((name) => IANAZone.isValidZone(name), 'is no IANA time zone')
    .optional(),
  licence: z.enum(LICENCES).optional(),
  mailbox: z.enum(['normal', 'none']).optional(),
  admin: z.boolean().optional(),
  /** Who may consent in the account's organization. */
  policy: tenantSettings.shape.policy,
  calendars: z
    .array(z.strictObject({ name: z.string().min(1), canEdit: z.boolean().default(true) }))
    .optional(),
});

export const shownAccount = ({ accounts, tenants }: World, account: Account): Record<string, unknown> => ({
  ...account,
  personal: isPersonal(account),
  tenant: tenants.find(account.tid)?.domain,
  calendars: accounts.calendarsOf(account),
});

const tidOf = (world: World, { email, tenant, personal }: z.infer<typeof wanted>): string => {
  if (personal) return CONSUMERS;
  const before = world.accounts.find(email);
  if (tenant !== undefined) return world.tenants.put(tenant, {}).tid;
  return before?.tid ?? tidFor(world, email);
};

/** Adds an account, or changes it: what is not mentioned stays. */
export const putAccount = (world: World, body: string): Record<string, unknown> => {
  const order = parseControl(wanted, body);
  const { email, name, zone, licence, mailbox, admin: isAdmin, policy, calendars = [] } = order;
  const known = { name, zone, licence, mailbox, isAdmin };
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  const account = world.accounts.put(email, tidOf(world, order), given);
  const tenant = world.tenants.find(account.tid);
  if (policy !== undefined && tenant) world.tenants.put(tenant.domain, { policy });
  for (const calendar of calendars) world.accounts.putCalendar(account, { ...calendar, isDefault: false });
  return shownAccount(world, account);
};
