import { z } from 'zod';
import type { Who } from './call.ts';
import type { Hub } from './hub.ts';

const nameOf = (user: Who): string => (typeof user === 'string' ? user : String(user.sub));
const CARD = '/v1/me/integrations/zoom';
const Connected = z.looseObject({ accounts: z.array(z.looseObject({ id: z.string() })) });

/** The address of a demo user's Zoom account, as `connectZoom` makes it. */
export const zoomAccountOf = (user: string): string => `${user}@zoom.example`;

interface Account {
  readonly email?: string;
  readonly plan?: 'basic' | 'licensed';
  /** The id of the connection that is connected anew. */
  readonly account?: string | undefined;
}

/** What a person does in the browser, from the connect button to the connected card; returns the card as the hub last told it. */
export const connectZoom = async (
  hub: Hub,
  user: Who,
  { email = zoomAccountOf(nameOf(user)), plan = 'licensed', account }: Account = {},
): Promise<Record<string, unknown>> => {
  const { ask, call, zoom } = hub;
  await zoom.account({ email, name: nameOf(user), plan });
  const { authorizeUrl } = await ask(z.looseObject({ authorizeUrl: z.url() }), 'POST', `${CARD}/connect`, {
    user,
    body: { returnUrl: 'http://127.0.0.1/app', ...(account !== undefined && { account }) },
  });
  const { headers } = await call('GET', await zoom.consent({ authorizeUrl, account: email }));
  const attempt = new URL(headers.location ?? '').searchParams.get('attempt');
  await ask(z.unknown(), 'POST', `${CARD}/complete`, { user, body: { attempt } });
  await hub.settle();
  return ask(z.record(z.string(), z.unknown()), 'GET', CARD, { user });
};

/** Connects the very account of their card again. */
export const reconnectZoom = async (hub: Hub, user: string, email = zoomAccountOf(user)): Promise<void> => {
  const [connected] = (await hub.ask(Connected, 'GET', CARD, { user })).accounts;
  await connectZoom(hub, user, { email, account: connected?.id });
};

/** A person's own hands in Zoom; meetings by their ids, digits as text. */
export const inZoom = async (hub: Hub, user: string) => {
  const call = await hub.zoom.as(zoomAccountOf(user));
  const path = (id: string) => `/v2/meetings/${id}`;
  return {
    get: (id: string) => call('GET', path(id)),
    /** Instants at full minutes. */
    move: (id: string, start: string, end: string) =>
      call('PATCH', path(id), {
        start_time: new Date(start).toISOString().replace('.000Z', 'Z'),
        timezone: 'UTC',
        duration: (Date.parse(end) - Date.parse(start)) / 60_000,
      }),
    retitle: (id: string, topic: string) => call('PATCH', path(id), { topic }),
    remove: (id: string) => call('DELETE', path(id)),
  };
};
