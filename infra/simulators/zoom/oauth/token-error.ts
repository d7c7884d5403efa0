import type { Reply } from '../../../serve.ts';
import { jsonReply } from '../../json-reply.ts';

/** https://developers.zoom.us/docs/integrations/oauth-error-messages/ */
export type TokenErrorCode = 4700 | 4702 | 4705 | 4706 | 4709 | 4711 | 4733 | 4734 | 4735 | 4738 | 4741;

interface Refusal {
  readonly reason: string;
  readonly error: string;
  readonly status?: number;
  readonly code?: TokenErrorCode;
}

/**
 * The shape is Zoom's; that the number is told beside the words, and a wrong client is 401, is this
 * stand-in's choice, since Zoom documents the numbers without the answers that carry them.
 */
export const tokenError = ({ status = 400, code, reason, error }: Refusal): Reply =>
  jsonReply(status, { reason, error, ...(code !== undefined && { code }) });

export const invalidGrant = (reason: string, code?: TokenErrorCode): Reply =>
  tokenError({ reason, error: 'invalid_grant', ...(code !== undefined && { code }) });
