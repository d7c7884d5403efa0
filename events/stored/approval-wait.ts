import * as z from 'zod';
import { utc } from '../fields.ts';
import { Platform } from './org-settings.ts';
import { Provider } from './provider.ts';

/** A person whom their organization's administrator at the provider has to let in first: `ORG#<org>` / `AWAITS#<provider>#<userId>`. */
export const ApprovalWait = z.object({
  v: z.literal(1),
  org: z.string(),
  userId: z.string(),
  provider: Provider,
  platform: Platform,
  /** Told by the provider, or only guessed. */
  code: z.string(),
  /** When the try began that came to nothing: an approval from before it did not help. */
  startedAt: utc,
  /** When it came to nothing. */
  at: utc,
});
export type ApprovalWait = z.infer<typeof ApprovalWait>;
