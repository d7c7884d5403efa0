import * as z from 'zod';
import { connectPlatform, ownToken } from './consent.ts';
import { call, callJson } from './http.ts';
import type { HubProcess } from './hub-process.ts';

type Urls = HubProcess['urls'];

/** Somebody who is signed in at the hub. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Signs them in at the hub. */
  readonly token: string;
}

export interface Person extends User {
  /** Acts as them at Google, as their browser or phone would. */
  readonly googleToken: string;
}

const PLATFORMS = { google: 'google_calendar', microsoft: 'outlook_calendar', zoom: 'zoom' } as const;

export const signIn = async ({ hub }: Urls, id: string): Promise<User> => {
  const { token } = await callJson(z.object({ token: z.string() }), `${hub}/dev/token?user=${id}`);
  const me = z.object({ email: z.string(), name: z.string() });
  return { id, token, ...(await callJson(me, `${hub}/v1/me`, { token })) };
};

/** They get an account at a provider and connect it; resolves to a token of their own there. */
export const connectAt = async (
  urls: Urls,
  at: keyof typeof PLATFORMS,
  { email, name, token }: User,
): Promise<string> => {
  const provider = urls[at];
  const zone = at === 'zoom' ? {} : { zone: 'Europe/Prague' };
  await call(`${provider}/_control/accounts`, { method: 'POST', body: { email, name, ...zone } });
  await connectPlatform({ hub: urls.hub, provider, platform: PLATFORMS[at], token, email });
  return ownToken(provider, email);
};

export const connectPerson = async (urls: Urls, id: string): Promise<Person> => {
  const user = await signIn(urls, id);
  return { ...user, googleToken: await connectAt(urls, 'google', user) };
};
