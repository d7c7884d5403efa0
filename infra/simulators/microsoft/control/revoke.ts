import { z } from 'zod';
import { parseControl } from '../../control-error.ts';
import { endAccess, WAYS } from '../end-access.ts';
import type { World } from '../world.ts';
import { knownAccount } from './known-account.ts';

const wanted = z.strictObject({ account: z.string(), how: z.enum(WAYS).default('consent') });

export const revoke = (world: World, body: string): unknown => {
  const { account, how } = parseControl(wanted, body);
  endAccess(world, knownAccount(world, account), how);
  return {};
};
