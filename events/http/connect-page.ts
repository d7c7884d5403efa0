import * as z from 'zod';
import { Platform, Privacy } from '../stored/org-settings.ts';

/** `POST /connect/{token}`: a pressed button (form) or JSON. */
export const ConnectPress = z.strictObject({ privacy: Privacy.optional() }).optional();

/** A request to connect as data. */
export const ConnectRequestView = z.object({
  platform: Platform,
  name: z.string(),
  expiresAt: z.string(),
  privacy: z.object({ default: Privacy, allowed: z.array(Privacy) }),
  /** False where the organization has told no page of its product to come back to. */
  canConnect: z.boolean(),
});
export type ConnectRequestView = z.infer<typeof ConnectRequestView>;

/** Where the user consents; nothing but `state` where no consent was needed. */
export const ConnectPressed = z.union([
  z.object({ authorizeUrl: z.string(), expiresAt: z.string() }),
  z.object({ state: z.literal('connected') }),
]);
