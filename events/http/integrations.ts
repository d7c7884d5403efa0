import * as z from 'zod';
import { line, userId } from '../fields.ts';
import { Platform, Privacy } from '../stored/org-settings.ts';
import { BookingsChoice } from '../stored/run.ts';
import { listQuery } from './list-query.ts';

export const CardState = z.enum([
  'not_connected',
  'connecting',
  'connected',
  'needs_reauth',
  'insufficient_scope',
  'needs_admin_approval',
  'disconnecting',
]);
export type CardState = z.infer<typeof CardState>;

export const CardReason = z.enum([
  'revoked',
  'expired',
  'not_permitted',
  'account_unusable',
  'provider_unavailable',
  'access_denied',
]);
export type CardReason = z.infer<typeof CardReason>;

/** One platform as one user sees it. */
export const Card = z.object({
  platform: Platform,
  name: z.string(),
  state: CardState,
  reason: CardReason.optional(),
  since: z.string().optional(),
  managedBy: z.enum(['user', 'org']),
  accountLabel: z.string().optional(),
  requires: Platform.optional(),
  missing: z.array(z.object({ id: z.string(), text: z.string() })).optional(),
  help: z.object({ text: z.string(), url: z.string() }).optional(),
  warnings: z.array(
    z.object({
      code: z.enum(['other_address', 'shared_account', 'several_accounts', 'basic_plan', 'calendar_gone']),
      text: z.string(),
    }),
  ),
  permissions: z.array(z.object({ id: z.string(), text: z.string(), granted: z.boolean() })),
  accounts: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      state: CardState,
      reason: CardReason.optional(),
      privacy: Privacy.optional(),
      connectedAt: z.string(),
      lastSyncedAt: z.string().optional(),
    }),
  ),
  actions: z.array(
    z.enum(['connect', 'reconnect', 'add_account', 'disconnect', 'sync', 'privacy', 'calendars']),
  ),
});
export type Card = z.infer<typeof Card>;

/** `GET /v1/me/integrations` */
export const CardsQuery = z.strictObject(listQuery);

export const CardsReply = z.object({ items: z.array(Card), next: z.string().optional() });

export const PlatformParams = z.strictObject({ platform: Platform });

const connectionId = z
  .string()
  .max(64, 'is no account of ours')
  .regex(/^con_[a-z2-7]+$/u, 'is no account of ours');

export const ConnectBody = z.strictObject({
  returnUrl: z.string().min(1, 'must not be empty').max(2048, 'must have at most 2048 characters'),
  privacy: Privacy.optional(),
  /** Reconnect this one: only the very same account at the provider will do. */
  account: connectionId.optional(),
  /** The new account takes the place of the present one. */
  replace: z.boolean().optional(),
});
export type ConnectBody = z.infer<typeof ConnectBody>;

export const ConnectReply = z.union([
  z.object({ authorizeUrl: z.string(), expiresAt: z.string() }),
  z.object({ card: Card }),
]);

export const CompleteBody = z.strictObject({
  attempt: z
    .string()
    .max(64, 'is no attempt of ours')
    .regex(/^att_[a-z2-7]+$/u, 'is no attempt of ours'),
});

export const PrivacyPatch = z.strictObject({ privacy: Privacy, account: connectionId.optional() });

export const DisconnectQuery = z.strictObject({
  account: connectionId.optional(),
  /** `release`, unless a disconnect is under way that was told otherwise. */
  bookings: BookingsChoice.optional(),
  dryRun: z
    .enum(['true', 'false'], 'must be true or false')
    .default('false')
    .transform((text) => text === 'true'),
});

/** What a disconnect would do. */
export const DisconnectPreview = z.object({
  platforms: z.array(Platform),
  /** Our events in the calendar that would go. */
  events: z.number().int(),
  /** Upcoming bookings with an event in this calendar. */
  bookingsAffected: z.number().int(),
  /** Those among them whose link is made by this account. */
  bookingsLosingLink: z.number().int(),
});
export type DisconnectPreview = z.infer<typeof DisconnectPreview>;

export const AdminIntegrationsQuery = z.strictObject({
  user: userId.optional(),
  q: line(200).optional(),
  department: line(200).optional(),
  platform: Platform.optional(),
  state: CardState.optional(),
  ...listQuery,
});

const Count = z.record(z.string(), z.number().int());

/** One item a person, whether they have ever signed in or not. */
export const AdminIntegrationsReply = z.object({
  items: z.array(
    z.object({
      user: z.object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        department: z.string().optional(),
      }),
      cards: z.array(Card),
    }),
  ),
  /** How many people are in which state, by platform; over all pages. */
  counts: z.record(z.string(), Count),
  total: z.number().int(),
  next: z.string().optional(),
});
