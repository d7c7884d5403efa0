import * as z from 'zod';
import { call, callJson } from './http.ts';
import type { HubProcess } from './hub-process.ts';
import { hold } from './until.ts';

interface Wanted {
  readonly hub: HubProcess['urls']['hub'];
  /** Where the provider is. */
  readonly provider: string;
  readonly platform: string;
  /** Signs the person in at the hub. */
  readonly token: string;
  /** Whose account at the provider. */
  readonly email: string;
}

const Card = z.object({ state: z.string(), accountLabel: z.string().optional() });

const attemptOf = (location: string | null): string => {
  const back = new URL(location ?? '', 'http://nowhere.invalid');
  hold(back.searchParams.get('result') === 'ok', `the provider sent the person back with ${back.search}`);
  return back.searchParams.get('attempt') ?? '';
};

/** Switches the toggle, consents at the provider, comes back and completes: what the product and a browser do. */
export const connectPlatform = async ({ hub, provider, platform, token, email }: Wanted): Promise<void> => {
  const card = `${hub}/v1/me/integrations/${platform}`;
  const { authorizeUrl } = await callJson(z.object({ authorizeUrl: z.url() }), `${card}/connect`, {
    method: 'POST',
    token,
    body: { returnUrl: 'http://127.0.0.1/settings/integrations' },
  });
  const { redirectTo } = await callJson(z.object({ redirectTo: z.url() }), `${provider}/_control/consent`, {
    method: 'POST',
    body: { authorizeUrl, account: email, decision: 'allow' },
  });
  const attempt = attemptOf((await call(redirectTo)).headers.get('location'));
  const { state, accountLabel } = await callJson(Card, `${card}/complete`, {
    method: 'POST',
    token,
    body: { attempt },
  });
  hold(state === 'connected' && accountLabel === email, `the card of ${email} says ${state}`);
};

/** A token of the person's own at a provider: as their browser or phone would have it. */
export const ownToken = async (provider: string, email: string): Promise<string> => {
  const shape = z.object({ accessToken: z.string() });
  const body = { account: email };
  return (await callJson(shape, `${provider}/_control/token`, { method: 'POST', body })).accessToken;
};
