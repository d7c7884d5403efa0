/** Registered with Google to the letter. */
export const redirectUri = (publicUrl: string): string => `${publicUrl}/v1/oauth/google/callback`;
