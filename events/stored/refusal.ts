import * as z from 'zod';
import { utc } from '../fields.ts';
import { Platform } from './org-settings.ts';
import { Provider } from './provider.ts';

/** Why a person's last try to connect came to nothing, so that their card can say it: `USER#<org>#<userId>` / `REFUSAL#<provider>`. */
export const Refusal = z.object({
  v: z.literal(1),
  org: z.string(),
  userId: z.string(),
  provider: Provider,
  platform: Platform,
  code: z.string(),
  at: utc,
});
export type Refusal = z.infer<typeof Refusal>;
