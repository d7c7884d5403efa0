import { z } from 'zod';

/** Says at the doors of the local servers whose call it is. */
export const CONTAINER_HEADER = 'x-torture-container';

export const Invocation = z.object({
  id: z.number(),
  event: z.unknown(),
  timeoutMs: z.number(),
  context: z.record(z.string(), z.unknown()),
});
export type Invocation = z.infer<typeof Invocation>;

export const Outcome = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  error: z.string().optional(),
});
