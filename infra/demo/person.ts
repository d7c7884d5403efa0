import * as z from 'zod';
import { connectPlatform, ownToken } from './consent.ts';
import { call, callJson } from './http.ts';
import type { HubProcess } from './hub-process.ts';

type Urls = HubProcess['urls'];

export interface Person {
  readonly id: string;
  readonly email: string;
  /** Signs them in at the hub. */
  readonly token: string;
  /** Acts as them at Google, as their browser or phone would. */
  readonly googleToken: string;
}

export const connectPerson = async ({ hub, google }: Urls, id: string): Promise<Person> => {
  const { token } = await callJson(z.object({ token: z.string() }), `${hub}/dev/token?user=${id}`);
  const me = z.object({ email: z.string(), name: z.string() });
  const { email, name } = await callJson(me, `${hub}/v1/me`, { token });
  await call(`${google}/_control/accounts`, { method: 'POST', body: { email, name, zone: 'Europe/Prague' } });
  await connectPlatform({ hub, provider: google, platform: 'google_calendar', token, email });
  return { id, email, token, googleToken: await ownToken(google, email) };
};
