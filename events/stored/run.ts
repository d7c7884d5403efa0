import * as z from 'zod';
import { utc } from '../fields.ts';
import { Platform } from './org-settings.ts';

export const BookingsChoice = z.enum(['release', 'cancel', 'keep']);
export type BookingsChoice = z.infer<typeof BookingsChoice>;

/** An event or a meeting of ours that goes with the account that is left. */
export const LeavingEvent = z.object({
  bookingId: z.string(),
  /** Empty for a meeting, which lies in none. */
  calendarId: z.string(),
  /** Or the meeting's id. */
  eventId: z.string(),
  /** The provider tells those whom it has invited. */
  invites: z.boolean().default(false),
});
export type LeavingEvent = z.infer<typeof LeavingEvent>;

/** How far a disconnect is: whoever comes after a crash goes on from here, and counts nothing twice. */
export const DisconnectProgress = z.object({
  step: z.enum(['calendars', 'bookings', 'strays', 'grant']).default('calendars'),
  /** 1: what is there · 2: what was still being made by those who knew the connection as it was before. */
  round: z.number().int().default(1),
  /** Where the step goes on. */
  cursor: z.string().optional(),
  /** Whose channels are stopped and whose rows are counted in this round. */
  feeds: z.array(z.string()).default([]),
  /** Written down before they are removed, counted when they are. */
  removing: z.array(LeavingEvent).default([]),
  /** Ids of meetings that were removed: the provider may list them for longer, as those that have been held. */
  gone: z.array(z.string()).default([]),
  /** Those that could not be removed, the first of them. */
  notRemoved: z.array(LeavingEvent).default([]),
  /** The provider lets us do nothing there any more. */
  shutOut: z.boolean().default(false),
  /** `stands`: the tokens are forgotten; the permission itself only its user can end, at the provider. */
  grant: z.enum(['revoked', 'shared', 'renewed', 'stands', 'unknown']).optional(),
  /** Failures in a row, and until when they are waited out. */
  attempts: z.number().int().default(0),
  notBefore: utc.optional(),
});
export type DisconnectProgress = z.infer<typeof DisconnectProgress>;

/** One calendar that a run reads. */
export const SyncPart = z.object({
  feedId: z.string(),
  /** The connection that it is read through. */
  account: z.string(),
  /** As `/v1/me/calendars` names it; absent before the account's calendars were listed. */
  calendar: z.string().optional(),
  state: z.enum(['queued', 'done', 'failed']),
  /** How many changed events the read brought. */
  events: z.number().int().default(0),
  /** Why it could not be read. */
  reason: z.string().optional(),
});
export type SyncPart = z.infer<typeof SyncPart>;

/** The result of a run that reads somebody's calendars. */
export const SyncResult = z.object({ platform: Platform, calendars: z.array(SyncPart) });
export type SyncResult = z.infer<typeof SyncResult>;

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
  /** While it disconnects. */
  progress: DisconnectProgress.optional(),
  counts: z.record(z.string(), z.number().int()),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.string().optional(),
});
export type Run = z.infer<typeof Run>;

/**
 * sent: their mail has left, or does within seconds · failed: their address was refused ·
 * not_allowed: their role only reads · started: their accounts are being disconnected, or their calendars read, by `runs`
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
  action: z.enum(['remove', 'invite', 'request-reconnect', 'sync']),
  platform: Platform,
  /** Nobody of ours asks: an administrator at the provider has let in whom it kept out before. */
  approved: z.literal(true).optional(),
  outcomes: z.array(z.object({ userId: z.string(), outcome: Outcome, runs: z.array(z.string()).optional() })),
});
export type RunOutcomes = z.infer<typeof RunOutcomes>;
