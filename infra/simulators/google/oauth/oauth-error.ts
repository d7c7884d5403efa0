import type { Reply } from '../../../serve.ts';
import { jsonReply } from '../../json-reply.ts';

/** The token endpoint's own shape of error, unlike the Calendar API's. */
export const oauthError = (status: number, error: string, description: string): Reply =>
  jsonReply(status, { error, error_description: description });

/** What a refresh token's death looks like: https://developers.google.com/identity/protocols/oauth2/web-server#offline */
export const deadGrant = (): Reply => oauthError(400, 'invalid_grant', 'Token has been expired or revoked.');
