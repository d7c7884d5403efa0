import * as z from 'zod';
import { emailAddress, httpsUrl, line, paragraph, userId } from '../fields.ts';
import { Platform, Privacy } from '../stored/org-settings.ts';
import { webOrigin } from './web-origin.ts';

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;
const domain = z
  .string()
  .max(253, 'must have at most 253 characters')
  .regex(
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/u,
    'must be a domain such as example.com, in lower case',
  );
const link = z
  .url({ protocol: /^https?$/u, error: 'must be an http or https URL' })
  .max(2048, 'must have at most 2048 characters');
const choices = z
  .array(line(200))
  .max(500, 'must have at most 500 entries')
  .refine(unique, 'must not name one twice');
const days = z
  .number()
  .int('must be a whole number of days')
  .min(1, 'must be at least 1')
  .max(3650, 'must be at most 3650');

const fields = {
  platforms: z.array(Platform).max(5).refine(unique, 'must not name a platform twice'),
  accountsPerPlatform: z
    .number()
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(10, 'must be at most 10'),
  /** Accounts outside of these are refused; empty = any. */
  accountDomains: z
    .array(domain)
    .max(100, 'must have at most 100 entries')
    .refine(unique, 'must not name one twice'),
  privacy: z
    .strictObject({
      default: Privacy,
      allowed: z.array(Privacy).min(1, 'must allow at least one').refine(unique, 'must not name one twice'),
    })
    .refine(({ default: chosen, allowed }) => allowed.includes(chosen), {
      message: 'must be one of the allowed',
      path: ['default'],
    }),
  guestInvites: z.enum(['hub', 'provider']),
  bookWithoutCalendar: z.boolean(),
  onHostDecline: z.enum(['keep', 'reassign', 'cancel']),
  /** Minutes before the start. */
  reminders: z
    .array(
      z
        .number()
        .int('must be whole minutes')
        .min(1, 'must be at least 1')
        .max(40_320, 'must be at most 40320 (28 days)'),
    )
    .max(5, 'must have at most 5 entries')
    .refine((all) => new Set(all).size === all.length, 'must not remind anybody twice at one time'),
  origins: z
    .array(webOrigin)
    .max(50, 'must have at most 50 entries')
    .refine(unique, 'must not name one twice'),
  urls: z.strictObject({ signIn: link.optional(), integrations: link.optional(), booking: link.optional() }),
  supportContact: line(254),
  /** The internal user id of whoever answers for the hub in this org. */
  owner: userId,
  brand: z.strictObject({
    name: line(100),
    logoUrl: httpsUrl.optional(),
    color: z
      .string()
      .regex(/^#[0-9a-f]{6}$/iu, 'must be a colour such as #1a73e8')
      .optional(),
    fromName: line(100).optional(),
    replyTo: emailAddress.optional(),
    footer: paragraph(500).optional(),
  }),
  departments: choices,
  designations: choices,
  /** Days that events, runs and finished bookings are kept. */
  retention: z.strictObject({ events: days.optional(), runs: days.optional(), bookings: days.optional() }),
} as const;

const { supportContact, owner, ...always } = fields;

export const SettingsReply = z.object({
  ...always,
  supportContact: supportContact.optional(),
  owner: owner.optional(),
});
export type SettingsReply = z.infer<typeof SettingsReply>;

/** `PUT /v1/admin/settings`: members that are left out stay as they are; `null` takes an optional one away. */
export const SettingsPut = z
  .strictObject(always)
  .partial()
  .extend({ supportContact: supportContact.nullable().optional(), owner: owner.nullable().optional() });
export type SettingsPut = z.infer<typeof SettingsPut>;
