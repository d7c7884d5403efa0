import { createHash } from 'node:crypto';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { parseControl } from '../../control-error.ts';
import { type Account, ROLES } from '../accounts.ts';
import { watchedList } from '../calendar/channels.ts';
import type { World } from '../world.ts';

const zone = z.string().refine((name) => IANAZone.isValidZone(name), 'is no IANA time zone');

const calendar = z.strictObject({
  id: z.string().min(1).optional(),
  summary: z.string().min(1),
  zone: zone.optional(),
  /** What this account may do there; null takes the calendar away from it. */
  role: z.enum(ROLES).nullable().default('owner'),
  /** Holidays and the like, which know no pushes. */
  generated: z.boolean().default(false),
});

const wanted = z.strictObject({
  email: z.email(),
  name: z.string().min(1),
  zone: zone.optional(),
  meet: z.enum(['immediate', 'pending', 'failure', 'unsupported']).optional(),
  sub: z
    .string()
    .regex(/^\d{21}$/, 'must have 21 digits')
    .optional(),
  hd: z.string().optional(),
  calendarOff: z.boolean().optional(),
  suspended: z.boolean().optional(),
  admin: z.boolean().optional(),
  calendars: z.array(calendar).optional(),
});

export const shownAccount = ({ accounts }: World, account: Account): Record<string, unknown> => ({
  ...account,
  calendars: accounts.calendarsOf(account.email).map(({ calendar: each, role }) => ({
    id: each.id,
    summary: each.summary,
    zone: each.zone,
    role,
    primary: each.primaryOf === account.email,
  })),
});

const calendarId = (email: string, summary: string): string =>
  `c_${createHash('sha256').update(`${email} ${summary}`).digest('hex')}@group.calendar.google.com`;

const shareCalendar = (
  { accounts, syncTokens }: World,
  account: Account,
  { id, summary, zone: own, role, generated }: z.infer<typeof calendar>,
): void => {
  const name = id ?? calendarId(account.email, summary);
  const before = accounts.role(name, account.email);
  if (before !== undefined && before !== role) syncTokens.expire(name, account.email);
  if (role === null) accounts.setRole(name, account.email, undefined);
  else
    accounts.putCalendar(
      { id: name, summary, zone: own ?? account.zone, isGenerated: generated },
      account.email,
      role,
    );
};

/** Adds an account, or changes it: what is not mentioned stays. */
export const putAccount = (world: World, body: string): Record<string, unknown> => {
  const { email, calendars, suspended, admin, ...rest } = parseControl(wanted, body);
  const known = { ...rest, isSuspended: suspended, isAdmin: admin };
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  const account = world.accounts.put(email, given);
  for (const each of calendars ?? []) shareCalendar(world, account, each);
  if (calendars) world.channels.changed(watchedList(account.email));
  return shownAccount(world, account);
};
