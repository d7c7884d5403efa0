import * as z from 'zod';
import { utc } from '../fields.ts';
import { ServedPlatform } from './org-settings.ts';

export const BookingsChoice = z.enum(['release', 'cancel', 'keep']);
export type BookingsChoice = z.infer<typeof BookingsChoice>;

/** Long work that a person can read back. */
export const Run = z.object({
  v: z.literal(1),
  id: z.string(),
  org: z.string(),
  userId: z.string(),
  version: z.number().int(),
  kind: z.enum(['sync', 'disconnect', 'domain_test', 'invitations']),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  startedAt: utc,
  finishedAt: utc.optional(),
  connectionId: z.string().optional(),
  bookings: BookingsChoice.optional(),
  counts: z.record(z.string(), z.number().int()),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.string().optional(),
});
export type Run = z.infer<typeof Run>;

/**
 * sent: their mail has left, or does within seconds · failed: their address was refused ·
 * not_allowed: their role only reads · started: their accounts are being disconnected, by `runs`
 */
export const Outcome = z.enum([
  'sent',
  'failed',
  'started',
  'already_connected',
  'not_connected',
  'not_allowed',
  'not_found',
  'platform_disabled',
]);
export type Outcome = z.infer<typeof Outcome>;

/** The result of a run over many people: what comes of each of them. */
export const RunOutcomes = z.object({
  action: z.enum(['remove', 'invite', 'request-reconnect']),
  platform: ServedPlatform,
  outcomes: z.array(z.object({ userId: z.string(), outcome: Outcome, runs: z.array(z.string()).optional() })),
});
export type RunOutcomes = z.infer<typeof RunOutcomes>;
