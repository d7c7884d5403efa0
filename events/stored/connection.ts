import * as z from 'zod';
import { utc } from '../fields.ts';
import { Platform, Privacy } from './org-settings.ts';
import { Provider } from './provider.ts';

/** AES-256-GCM under a data key named by `kid`; the context (connection, epoch, purpose) is bound as additional data. */
export const Sealed = z.object({ kid: z.string(), iv: z.string(), ciphertext: z.string(), tag: z.string() });
export type Sealed = z.infer<typeof Sealed>;

/** A calendar that an account can see, as its user has chosen to use it. */
export const ConnectedCalendar = z.object({
  /** Ours, the same for as long as the connection lives. */
  id: z.string(),
  /** The provider's. */
  calendarId: z.string(),
  name: z.string(),
  zone: z.string().optional(),
  primary: z.boolean(),
  writable: z.boolean(),
  /** Its events block time. */
  busy: z.boolean(),
  /** The user's bookings go here; of several that say so the first counts. */
  target: z.boolean().default(false),
  /** Events of ours may lie in it, so it is read whether it blocks time or not. */
  holds: z.boolean().default(false),
  /** Present while it is read. */
  feedId: z.string().optional(),
  /** The provider does not list it any more. */
  gone: z.boolean().default(false),
});
export type ConnectedCalendar = z.infer<typeof ConnectedCalendar>;

/** One account of one provider, connected by one internal user: `USER#<org>#<userId>` / `CONNECTION#<id>`. */
export const Connection = z.object({
  v: z.literal(1),
  id: z.string(),
  org: z.string(),
  userId: z.string(),
  version: z.number().int(),
  provider: Provider,
  /** The provider's own account id (Google: `sub`), never an address. */
  accountKey: z.string(),
  accountLabel: z.string(),
  scopes: z.array(z.string()),
  /** Scopes that the user did not grant though a card needs them. */
  missing: z.array(z.string()),
  state: z.enum(['connecting', 'connected', 'needs_reauth', 'insufficient_scope', 'disconnecting']),
  reason: z
    .enum([
      'revoked',
      'expired',
      'not_permitted',
      'account_unusable',
      'provider_unavailable',
      'access_denied',
    ])
    .optional(),
  /** Platforms of this provider that are switched on: Meet rides on the calendar's grant. */
  platforms: z.array(Platform),
  privacy: Privacy,
  /** Raised by connect, privacy change and disconnect: whoever acts for an older epoch undoes what they did. */
  epoch: z.number().int(),
  /** The epoch under which the vault keeps the refresh token; absent = the present one. */
  tokenEpoch: z.number().int().optional(),
  /** While disconnecting: the run that does it. */
  runId: z.string().optional(),
  /** While disconnecting: what becomes of the grant. `kept`: its user has consented anew · `ending`: it is being given back, and newer ones with it. */
  grant: z.enum(['kept', 'ending']).optional(),
  /** What the account is licensed for, where that decides what it can do. */
  plan: z.enum(['basic', 'licensed']).optional(),
  /** Where bookings of this account are written to: its target, else the primary one; both empty where it has no calendar. */
  feedId: z.string(),
  calendarId: z.string(),
  /** Empty until they were listed once: the calendar above is then all that is known. */
  calendars: z.array(ConnectedCalendar).default([]),
  /** Feeds of calendars that are no longer read, until their channels and rows are gone. */
  dropped: z.array(z.object({ feedId: z.string(), calendarId: z.string() })).default([]),
  /** Where its refresh token rests. */
  vault: z.enum(['secrets-manager', 'envelope']),
  /** When the vault was given a new refresh token, where that is more than once and less than always. */
  tokenStoredAt: utc.optional(),
  /** Where it rested before, until it is removed there. */
  vaultLeft: z.enum(['secrets-manager', 'envelope']).optional(),
  access: z.object({ sealed: Sealed, expiresAt: utc }).optional(),
  /** Single flight over all Lambdas: who refreshes now, until when, and the fencing number handed out last. */
  refresh: z.object({ holder: z.string(), until: utc }).optional(),
  fence: z.number().int().default(0),
  /** When its user, or whoever signs in to the same account, consented last. */
  grantedAt: utc.optional(),
  stateSince: utc,
  connectedAt: utc,
});
export type Connection = z.infer<typeof Connection>;
