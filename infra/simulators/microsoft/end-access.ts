import { type Account, isPersonal } from './accounts.ts';
import type { Death } from './entra/grants.ts';
import type { World } from './world.ts';

/**
 * Who or what ended it: the user took the consent back; an admin took back what was granted for all; the sessions
 * were revoked; an admin reset the password; the account was disabled, or enabled again; a second factor or another
 * place is demanded; nobody used it for 90 days.
 */
export const WAYS = [
  'consent',
  'admin_consent',
  'sessions',
  'password',
  'disable',
  'enable',
  'mfa',
  'conditional_access',
  'idle',
] as const;
type Way = (typeof WAYS)[number];

const DEATHS: Readonly<Partial<Record<Way, Death>>> = {
  consent: 65001,
  sessions: 50173,
  password: 50173,
  disable: 50057,
  mfa: 50076,
  conditional_access: 53003,
  idle: 700082,
};

/** Personal accounts know one answer only. */
const deathOf = (account: Account, how: Way): Death | undefined => {
  const death = DEATHS[how];
  return death !== undefined && isPersonal(account) ? 70000 : death;
};

/** Whoever of the organization has not consented for themselves. */
const endForAll = ({ accounts, grants, tenants }: World, { tid }: Account): void => {
  const tenant = tenants.find(tid);
  if (tenant) tenants.put(tenant.domain, { granted: [] });
  for (const each of accounts.all())
    if (each.tid === tid && grants.consentOf(each.oid).size === 0) grants.killRefreshTokens(each.oid, 65001);
};

/** A user's subscriptions do not survive their password: https://developer.microsoft.com/en-us/graph/blogs/subscription-lifetime-changes-for-outlook-resources/ */
const endSubscriptions = ({ subscriptions, notifier }: World, { oid }: Account): void => {
  for (const each of subscriptions.of(oid)) {
    subscriptions.remove(each.id);
    notifier.lifecycle(each, 'subscriptionRemoved');
  }
};

/** The app is told of none of this; its access token goes on until it expires. */
export const endAccess = (world: World, account: Account, how: Way): void => {
  const { accounts, grants } = world;
  const death = deathOf(account, how);
  if (death !== undefined) grants.killRefreshTokens(account.oid, death);
  if (how === 'consent') grants.withdrawConsent(account.oid);
  if (how === 'password' || how === 'disable') endSubscriptions(world, account);
  if (how === 'admin_consent') endForAll(world, account);
  if (how === 'disable' || how === 'enable')
    accounts.put(account.email, account.tid, { isDisabled: how === 'disable' });
};
