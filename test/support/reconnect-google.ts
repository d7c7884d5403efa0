import { z } from 'zod';
import type { Hub } from './hub.ts';

const CARD = '/v1/me/integrations/google_calendar';
const Connected = z.looseObject({ accounts: z.array(z.looseObject({ id: z.string() })) });

/** What a person does in the browser to connect the very account of their card again. */
export const reconnectGoogle = async (
  { ask, call, google, settle }: Hub,
  user: string,
  account = `${user}@gmail.example`,
): Promise<void> => {
  const [connected] = (await ask(Connected, 'GET', CARD, { user })).accounts;
  const body = { returnUrl: 'http://127.0.0.1/app', account: connected?.id };
  const started = z.looseObject({ authorizeUrl: z.url() });
  const { authorizeUrl } = await ask(started, 'POST', `${CARD}/connect`, { user, body });
  const { headers } = await call('GET', await google.consent({ authorizeUrl, account }));
  const attempt = new URL(headers.location ?? '').searchParams.get('attempt');
  await ask(z.unknown(), 'POST', `${CARD}/complete`, { user, body: { attempt } });
  await settle();
};
