import * as z from 'zod';

/** `POST /oauth/token`: there is no user in it. https://developers.zoom.us/docs/integrations/oauth/ */
export const ZoomToken = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive(),
  scope: z.string().default(''),
});

/** What the endpoint refuses with; the number stands beside the words, in them, or nowhere. */
export const ZoomTokenError = z.object({
  error: z.string().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
  code: z.coerce.number().int().optional().catch(undefined),
});
