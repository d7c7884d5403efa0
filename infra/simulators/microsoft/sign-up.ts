import { z } from 'zod';
import type { Account } from './accounts.ts';
import { CONSUMERS } from './tenants.ts';
import type { World } from './world.ts';

const CONSUMER_DOMAINS = ['outlook.com', 'hotmail.com', 'live.com'];
const address = z.email();

/** Where an address belongs when nobody says otherwise. */
export const tidFor = ({ tenants }: Pick<World, 'tenants'>, email: string): string => {
  const domain = email.split('@')[1]?.toLowerCase() ?? '';
  return CONSUMER_DOMAINS.includes(domain) ? CONSUMERS : tenants.put(domain, {}).tid;
};

/** Who has this address here; a new address becomes a new account, and what is no address is nobody. */
export const knownOrNew = (world: World, email: string): Account | undefined => {
  const known = world.accounts.find(email);
  if (known) return known;
  if (!address.safeParse(email).success) return undefined;
  return world.accounts.put(email, tidFor(world, email), {});
};
