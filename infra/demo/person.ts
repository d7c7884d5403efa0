import * as z from 'zod';
import { call, callJson } from './http.ts';
import type { HubProcess } from './hub-process.ts';
import { hold } from './until.ts';

type Urls = HubProcess['urls'];

export interface Person {
  readonly id: string;
  readonly email: string;
  /** Signs them in at the hub. */
  readonly token: string;
  /** Acts as them at Google, as their browser or phone would. */
  readonly googleToken: string;
}

const Card = z.object({ state: z.string(), accountLabel: z.string().optional() });
const CARD = '/v1/me/integrations/google_calendar';

const attemptOf = (location: string | null): string => {
  const back = new URL(location ?? '', 'http://nowhere.invalid');
  hold(back.searchParams.get('result') === 'ok', `Google sent the person back with ${back.search}`);
  return back.searchParams.get('attempt') ?? '';
};

/** Switches the toggle, consents at Google, comes back and completes: what the product and a browser do. */
const connect = async ({ hub, google }: Urls, token: string, email: string): Promise<void> => {
  const { authorizeUrl } = await callJson(z.object({ authorizeUrl: z.url() }), `${hub}${CARD}/connect`, {
    method: 'POST',
    token,
    body: { returnUrl: 'http://127.0.0.1/settings/integrations' },
  });
  const { redirectTo } = await callJson(z.object({ redirectTo: z.url() }), `${google}/_control/consent`, {
    method: 'POST',
    body: { authorizeUrl, account: email, decision: 'allow' },
  });
  const attempt = attemptOf((await call(redirectTo)).headers.get('location'));
  const card = await callJson(Card, `${hub}${CARD}/complete`, { method: 'POST', token, body: { attempt } });
  hold(card.state === 'connected' && card.accountLabel === email, `the card of ${email} says ${card.state}`);
};

export const connectPerson = async (urls: Urls, id: string): Promise<Person> => {
  const { token } = await callJson(z.object({ token: z.string() }), `${urls.hub}/dev/token?user=${id}`);
  const me = await callJson(z.object({ email: z.string(), name: z.string() }), `${urls.hub}/v1/me`, {
    token,
  });
  await call(`${urls.google}/_control/accounts`, {
    method: 'POST',
    body: { email: me.email, name: me.name, zone: 'Europe/Prague' },
  });
  await connect(urls, token, me.email);
  const { accessToken } = await callJson(
    z.object({ accessToken: z.string() }),
    `${urls.google}/_control/token`,
    {
      method: 'POST',
      body: { account: me.email },
    },
  );
  return { id, email: me.email, token, googleToken: accessToken };
};
