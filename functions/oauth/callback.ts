import * as z from 'zod';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { receiveCallback } from '../../shared/connections/receive-callback.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import { PAGE_HEADERS } from '../../shared/pages/page-headers.ts';

/** Whatever a provider or a forger appends: what we do not know is ignored, and nothing is too strange for a page in words. */
const text = z.string().max(4096).optional().catch(undefined);
const Query = z.object({ state: text, code: text, error: text, error_description: text });
const Params = z.object({ provider: z.string() });

type Frame = Pick<OrgSettings, 'brand' | 'supportContact'>;

const DEAD_ENDS = {
  unknown: {
    title: 'This way back is not open any more',
    text: [
      'Nothing was connected. The page that brought you here was used before, is older than 15 minutes, or is not ours.',
      'Go back to your application and start to connect again. If it happens once more, give the reference below to your administrator.',
    ].join('\n'),
  },
  /** Added at the provider's marketplace: nobody here knows who that was. */
  installed: {
    title: 'One step is missing',
    text: [
      'You have added the app, but nothing was connected: we cannot tell from here whose account it is.',
      'Go to your application, sign in and connect it there, under integrations.',
    ].join('\n'),
  },
};

const deadEnd = (
  requestId: string,
  why: keyof typeof DEAD_ENDS,
  { brand, supportContact }: Frame,
): Reply => ({
  status: 400,
  headers: PAGE_HEADERS,
  html: messagePage({ ...DEAD_ENDS[why], locale: 'en', brand, supportContact, requestId }),
});

/** `GET /v1/oauth/{provider}/callback`: with a live state always back to the product, else a page; never anywhere else. */
export const callback = (deps: Parameters<typeof receiveCallback>[0]) => {
  const receive = receiveCallback(deps);
  return publicRoute({ params: Params, query: Query }, async ({ params, query, requestId }) => {
    const { location, org } = await receive(params.provider, query, requestId);
    if (location !== undefined) return { status: 302, headers: { ...PAGE_HEADERS, location } };
    const frame = org === undefined ? { brand: { name: 'Meridian' } } : await deps.settings.read(org);
    const isInstall = params.provider === 'zoom' && query.state === undefined && query.code !== undefined;
    return deadEnd(requestId, isInstall ? 'installed' : 'unknown', frame);
  });
};
