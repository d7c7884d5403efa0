import * as z from 'zod';

/** https://developers.google.com/identity/openid-connect/openid-connect#obtaininguserprofileinformation */
export const GoogleUserinfo = z.object({ sub: z.string().min(1).max(255), email: z.string().optional() });
