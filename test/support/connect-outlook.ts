import { z } from 'zod';
import type { Who } from './call.ts';
import type { Hub } from './hub.ts';

const nameOf = (user: Who): string => (typeof user === 'string' ? user : String(user.sub));
const CARD = '/v1/me/integrations/outlook_calendar';
const Connected = z.looseObject({ accounts: z.array(z.looseObject({ id: z.string() })) });

/** The address of a demo user's Microsoft account, as `connectOutlook` makes it. */
export const outlookAccountOf = (user: string): string => `${user}@contoso.example`;

interface Account {
  readonly email?: string;
  readonly privacy?: string;
  /** The id of the connection that is connected anew. */
  readonly account?: string | undefined;
}

/** What a person does in the browser, from the connect button to the connected card; returns the card as the hub last told it. */
export const connectOutlook = async (
  hub: Hub,
  user: Who,
  { email = outlookAccountOf(nameOf(user)), privacy, account }: Account = {},
): Promise<Record<string, unknown>> => {
  const { ask, call, microsoft } = hub;
  await microsoft.account({ email, name: nameOf(user) });
  const { authorizeUrl } = await ask(z.looseObject({ authorizeUrl: z.url() }), 'POST', `${CARD}/connect`, {
    user,
    body: {
      returnUrl: 'http://127.0.0.1/app',
      ...(privacy !== undefined && { privacy }),
      ...(account !== undefined && { account }),
    },
  });
  const { headers } = await call('GET', await microsoft.consent({ authorizeUrl, account: email }));
  const attempt = new URL(headers.location ?? '').searchParams.get('attempt');
  await ask(z.unknown(), 'POST', `${CARD}/complete`, { user, body: { attempt } });
  await hub.settle();
  return ask(z.record(z.string(), z.unknown()), 'GET', CARD, { user });
};

/** Connects the very account of their card again. */
export const reconnectOutlook = async (
  hub: Hub,
  user: string,
  email = outlookAccountOf(user),
): Promise<void> => {
  const [connected] = (await hub.ask(Connected, 'GET', CARD, { user })).accounts;
  await connectOutlook(hub, user, { email, account: connected?.id });
};
