import { createHash, timingSafeEqual } from 'node:crypto';
import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { oauthError } from './oauth-error.ts';

interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

const isSame = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
};

const basicOf = (header: string | undefined): { id: string; secret: string } | undefined => {
  const encoded = /^Basic (.+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
};

/** By form or by Basic header; the answer is the refusal, if any. */
export const refuseClient = (call: HttpCall, form: URLSearchParams, client: Client): Reply | undefined => {
  const basic = basicOf(call.header('authorization'));
  const id = basic?.id ?? form.get('client_id');
  if (!id) return oauthError(400, 'invalid_request', 'Could not determine client ID from request.');
  if (id !== client.clientId) return oauthError(401, 'invalid_client', 'The OAuth client was not found.');
  const secret = basic?.secret ?? form.get('client_secret');
  if (!secret) return oauthError(400, 'invalid_request', 'client_secret is missing.');
  return isSame(secret, client.clientSecret) ? undefined : oauthError(401, 'invalid_client', 'Unauthorized');
};
