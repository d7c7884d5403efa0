import * as z from 'zod';

/** Which meetings of a series a change is for: the one that is named, it and those after it, or all that are to come. */
export const SeriesScope = z.enum(['this', 'following', 'all']);
export type SeriesScope = z.infer<typeof SeriesScope>;
