import * as z from 'zod';

/** A run of an admin asks people by mail to connect: whom, stands in the run; the links in the mails are made when they are sent. */
export const RequestMail = z.object({
  v: z.literal(1),
  kind: z.literal('connect_requests'),
  org: z.string(),
  runId: z.string(),
  trace: z.string(),
});
export type RequestMail = z.infer<typeof RequestMail>;
