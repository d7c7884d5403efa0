import * as z from 'zod';
import { utc } from '../fields.ts';

/** An administrator at a provider has let an organization in: whoever waited for it is asked by mail to finish connecting. */
export const ApprovalMail = z.object({
  v: z.literal(1),
  kind: z.literal('approval'),
  org: z.string(),
  approvedAt: utc,
  trace: z.string(),
});
export type ApprovalMail = z.infer<typeof ApprovalMail>;
