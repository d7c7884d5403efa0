import { z } from 'zod';
import type { Who } from './call.ts';
import type { Hub } from './hub.ts';

const nameOf = (user: Who): string => (typeof user === 'string' ? user : String(user.sub));

const RETURN_URL = 'http://127.0.0.1/app';
const CARD = '/v1/me/integrations/google_calendar';

interface Account {
  readonly email?: string;
  readonly name?: string;
  readonly privacy?: string;
  readonly withhold?: readonly string[];
}

/** What a person does in the browser, from the connect button to the connected card; returns the card as the hub last told it. */
export const connectGoogle = async (
  hub: Hub,
  user: Who,
  { email = `${nameOf(user)}@gmail.example`, name = nameOf(user), privacy, withhold = [] }: Account = {},
): Promise<Record<string, unknown>> => {
  const { ask, call, google } = hub;
  await google.account({ email, name });
  const { authorizeUrl } = await ask(z.looseObject({ authorizeUrl: z.url() }), 'POST', `${CARD}/connect`, {
    user,
    body: { returnUrl: RETURN_URL, ...(privacy !== undefined && { privacy }) },
  });
  const redirectTo = await google.consent({ authorizeUrl, account: email, withhold });
  const { headers } = await call('GET', redirectTo);
  const attempt = new URL(headers.location ?? '').searchParams.get('attempt');
  await ask(z.unknown(), 'POST', `${CARD}/complete`, { user, body: { attempt } });
  await hub.settle();
  return ask(z.record(z.string(), z.unknown()), 'GET', CARD, { user });
};
