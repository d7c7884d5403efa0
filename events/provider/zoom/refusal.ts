import * as z from 'zod';

/** What the REST API refuses with: `code` is Zoom's own number. https://developers.zoom.us/docs/api/errors */
export const ZoomRefusal = z.object({ code: z.coerce.number().int(), message: z.string().default('') });
