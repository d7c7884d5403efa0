import { createHash, timingSafeEqual } from 'node:crypto';
import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { tokenError } from './token-error.ts';

interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Basic only; the answer is the refusal, if any. */
export const refuseClient = (call: HttpCall, { clientId, clientSecret }: Client): Reply | undefined => {
  const encoded = /^Basic (.+)$/i.exec(call.header('authorization') ?? '')?.[1];
  if (encoded === undefined)
    return tokenError({
      code: 4706,
      reason: 'Client credentials or grant_type missing.',
      error: 'invalid_request',
    });
  const given = Buffer.from(encoded, 'base64').toString('utf8');
  return timingSafeEqual(digest(given), digest(`${clientId}:${clientSecret}`))
    ? undefined
    : tokenError({
        status: 401,
        code: 4702,
        reason: 'Invalid client_id or client_secret',
        error: 'invalid_client',
      });
};
