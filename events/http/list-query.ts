import * as z from 'zod';

/** What every list takes. */
export const listQuery = {
  limit: z.coerce
    .number('must be a number from 1 to 100')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(100, 'must be at most 100')
    .default(50),
  cursor: z.string().min(1, 'must not be empty').max(2048, 'is no cursor of ours').optional(),
};
