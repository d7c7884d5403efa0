import * as z from 'zod';
import { utc } from '../fields.ts';

export const Platform = z.enum([
  'google_calendar',
  'google_meet',
  'outlook_calendar',
  'microsoft_teams',
  'zoom',
]);
export type Platform = z.infer<typeof Platform>;

/** Those that bookings can stand in. */
export const CalendarPlatform = Platform.extract(['google_calendar', 'outlook_calendar']);
export type CalendarPlatform = z.infer<typeof CalendarPlatform>;

export const Privacy = z.enum(['full_private', 'default']);
export type Privacy = z.infer<typeof Privacy>;

export const OrgSettings = z.object({
  v: z.literal(1),
  org: z.string(),
  version: z.number().int(),
  platforms: z.array(Platform).default([...Platform.options]),
  accountsPerPlatform: z.number().int().min(1).max(10).default(1),
  accountDomains: z.array(z.string()).default([]),
  privacy: z
    .object({ default: Privacy, allowed: z.array(Privacy) })
    .default({ default: 'default', allowed: ['default', 'full_private'] }),
  guestInvites: z.enum(['hub', 'provider']).default('hub'),
  bookWithoutCalendar: z.boolean().default(false),
  onHostDecline: z.enum(['keep', 'reassign', 'cancel']).default('keep'),
  /** Minutes before the start. */
  reminders: z.array(z.number().int()).default([]),
  /** Origins of the product: return URLs must lie on one of them. A port may be `*`. */
  origins: z.array(z.string()).default([]),
  urls: z
    .object({
      signIn: z.string().optional(),
      integrations: z.string().optional(),
      booking: z.string().optional(),
    })
    .default({}),
  supportContact: z.string().optional(),
  brand: z
    .object({
      name: z.string(),
      logoUrl: z.string().optional(),
      color: z.string().optional(),
      fromName: z.string().optional(),
      replyTo: z.string().optional(),
      footer: z.string().optional(),
    })
    .default({ name: 'Meridian' }),
  /** The user who answers for the hub in this org. */
  owner: z.string().optional(),
  departments: z.array(z.string()).default([]),
  designations: z.array(z.string()).default([]),
  /** In days. */
  retention: z
    .object({
      events: z.number().int().optional(),
      runs: z.number().int().optional(),
      bookings: z.number().int().optional(),
    })
    .default({}),
  updatedAt: utc.optional(),
});
export type OrgSettings = z.infer<typeof OrgSettings>;
