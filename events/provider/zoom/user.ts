import * as z from 'zod';

/** `GET /users/me`: all but the id may be missing. */
export const ZoomUser = z.object({
  /** Case-sensitive; the same for as long as the user exists. */
  id: z.string().min(1),
  email: z.string().optional().catch(undefined),
  /** 1 Basic, 2 Licensed, 4 unassigned, 99 none. */
  type: z.number().optional().catch(undefined),
  status: z.string().optional().catch(undefined),
});
