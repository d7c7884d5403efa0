import { createHmac, randomBytes } from 'node:crypto';

export const hmac = (secret: string, message: string): string =>
  createHmac('sha256', secret).update(message, 'utf8').digest('hex');

/** https://developers.zoom.us/docs/api/webhooks: over the bytes of the body; the header counts seconds. */
export const signedHeaders = (secret: string, body: string): Record<string, string> => {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Zoom Marketplace/1.0a',
    'x-zm-request-timestamp': timestamp,
    'x-zm-signature': `v0=${hmac(secret, `v0:${timestamp}:${body}`)}`,
    'x-zm-trackingid': `v=2.0;clid=us02;rid=WEB_${randomBytes(16).toString('hex')}`,
  };
};
