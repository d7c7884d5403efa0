import * as z from 'zod';
import { Run } from '../stored/run.ts';

export const RunParams = z.strictObject({
  id: z
    .string()
    .max(64)
    .regex(/^run_[a-z2-7]+$/u, 'is no run of ours'),
});

export const RunReply = Run.pick({
  id: true,
  kind: true,
  state: true,
  startedAt: true,
  finishedAt: true,
  counts: true,
  bookings: true,
  result: true,
  error: true,
});
export type RunReply = z.infer<typeof RunReply>;

export const RunStarted = z.object({ run: RunReply });
