import { z } from 'zod';
import { ControlError, parseControl } from '../../control-error.ts';
import { readScopes } from '../entra/scopes.ts';
import type { World } from '../world.ts';

export const tenantSettings = z.strictObject({
  domain: z.string().min(1),
  policy: z.enum(['user', 'admin', 'workflow']).optional(),
  wall: z.enum(['error', 'nothing']).optional(),
  app: z.enum(['enabled', 'disabled']).optional(),
  /** What an admin granted for everybody: replaced as a whole, an empty list takes it back. */
  granted: z.array(z.string()).optional(),
});

/** Adds an organization, or changes it: what is not mentioned stays. */
export const putTenant = (world: World, body: string): unknown => {
  const { domain, granted, ...settings } = parseControl(tenantSettings, body);
  const read = granted && readScopes(granted.join(' '));
  if (read && 'unknown' in read) throw new ControlError('granted', `there is no permission ${read.unknown}`);
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  return world.tenants.put(domain, { ...given, ...(read && { granted: read.scopes }) });
};
