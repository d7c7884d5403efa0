import { createHmac } from 'node:crypto';
import type { Hub } from './hub.ts';

/** As the local runtime enters it at the stand-in. */
const SECRET = 'local-zoom-webhook-secret';
export const ZOOM_CLIENT = 'local-zoom-client';

/** The header fields with which Zoom signs these bytes now, or as long ago. */
export const signedByZoom = (body: string, { secret = SECRET, ageSeconds = 0 } = {}) => {
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const mac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    'content-type': 'application/json',
    'x-zm-request-timestamp': timestamp,
    'x-zm-signature': `v0=${mac}`,
  };
};

/** Sends an event to the hub as Zoom would; resolves to the status. */
export const tellAsZoom = async (hub: Hub, body: string, headers = signedByZoom(body)): Promise<number> =>
  (await hub.call('POST', '/webhooks/zoom', { body, headers })).status;

/** What the hub asked Zoom since a mark, as `METHOD path`. */
export const zoomCalls = async (hub: Hub, mark = 0): Promise<string[]> =>
  (await hub.zoom.state()).calls.slice(mark).map(({ method, path }) => `${method} ${path}`);

/** How often the hub has asked for tokens at Zoom, first ones and new ones. */
export const zoomTokenCalls = async (hub: Hub): Promise<number> =>
  (await hub.zoom.state()).calls.filter(({ path }) => path === '/oauth/token').length;
