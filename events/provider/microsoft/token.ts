import * as z from 'zod';

/** https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow#successful-response-2 */
export const MicrosoftToken = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  id_token: z.string().min(1).optional(),
  /** Seconds. */
  expires_in: z.number().positive(),
  /** Short or long names in any order, `offline_access` usually left out. */
  scope: z.string().default(''),
});

/** The token endpoint's shape of an error; the numbers are AADSTS's. */
export const MicrosoftTokenError = z.object({
  error: z.string().optional().catch(undefined),
  error_codes: z.array(z.number().int()).optional().catch(undefined),
  suberror: z.string().optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
});
