import * as z from 'zod';
import { userId } from '../fields.ts';
import { Platform } from '../stored/org-settings.ts';
import { RunOutcomes } from '../stored/run.ts';
import { RunReply } from './runs.ts';

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

export const IntegrationActionParams = z.strictObject({
  action: z.enum(
    ['remove', 'invite', 'request-reconnect', 'sync'],
    'must be remove, invite, request-reconnect or sync',
  ),
});

export const IntegrationActionBody = z.strictObject({
  userIds: z
    .array(userId)
    .min(1, 'must name at least one user')
    .max(100, 'must name at most 100 users')
    .refine(unique, 'must not name a user twice'),
  platform: Platform,
});
export type IntegrationActionBody = z.infer<typeof IntegrationActionBody>;

export const IntegrationActionReply = z.object({ run: RunReply.extend({ result: RunOutcomes }) });
