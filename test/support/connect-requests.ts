import { z } from 'zod';
import { IntegrationActionReply } from '../../events/http/act-on-integrations.ts';
import type { Who } from './call.ts';
import { formOf } from './guest-link.ts';
import type { Hub } from './hub.ts';

export const PRODUCT = 'http://127.0.0.1/app/integrations';
export const HTML = { accept: 'text/html' };
export const CARD = '/v1/me/integrations/google_calendar';

interface Wish {
  readonly user?: string;
  readonly platform?: string;
  readonly headers?: Record<string, string>;
}

/** The path of the page that a request to connect was mailed for. */
export const connectPath = ({ text }: { readonly text: string }): string => {
  const path = /\/connect\/[\w-]+/u.exec(text)?.[0];
  if (path === undefined) throw new Error('the mail has no link to connect');
  return path;
};

/** What an admin does to many people's integrations, what they find in their mail, and what they press. */
export const requestsOf = (hub: () => Hub) => {
  const act = (action: string, userIds: readonly string[], { user = 'ada', platform, headers }: Wish = {}) =>
    hub().call('POST', `/v1/admin/integrations/${action}`, {
      user,
      body: { userIds, platform: platform ?? 'google_calendar' },
      ...(headers && { headers }),
    });
  const ask = async (action: string, userIds: readonly string[], wish?: Wish) => {
    const { status, body } = await act(action, userIds, wish);
    if (status !== 202) throw new Error(`${action}: ${status} ${JSON.stringify(body)}`);
    return IntegrationActionReply.parse(body).run;
  };
  const settings = (body: unknown) => hub().call('PUT', '/v1/admin/settings', { user: 'ada', body });
  const withProduct = () => settings({ urls: { integrations: PRODUCT } });
  const pathOf = async (address: string): Promise<string> => {
    await hub().settle();
    const [mail] = (await hub().inbox.to(address)).slice(-1);
    return connectPath({ text: mail?.text ?? '' });
  };
  return {
    act,
    ask,
    settings,
    withProduct,
    pathOf,
    outcomes: async (...args: Parameters<typeof ask>): Promise<Record<string, string>> => {
      const { result } = await ask(...args);
      await hub().settle();
      return Object.fromEntries(result.outcomes.map(({ userId, outcome }) => [userId, outcome]));
    },
    readRun: async (id: string, user = 'ada') => (await hub().call('GET', `/v1/runs/${id}`, { user })).body,
    mailed: async (): Promise<string[]> => {
      await hub().settle();
      return (await hub().inbox.all()).map(({ to, subject }) => `${to.join()}: ${subject}`).toSorted();
    },
    invited: async (id = 'ben'): Promise<string> => {
      await withProduct();
      await ask('invite', [id]);
      return pathOf(`${id}@acme.example`);
    },
    visit: async (path: string, method = 'GET') => {
      const { status, body } = await hub().call(method, path, { headers: HTML });
      return [status, /<h1>([^<]+)/u.exec(String(body))?.[1]];
    },
    press: async (path: string, privacy: string) => {
      const page = await hub().call('GET', path, { headers: HTML });
      return hub().call('POST', path, formOf(page.body, { privacy }));
    },
    /** From the consent page back to the product's page, where the user completes it signed in: where they came back, and the card. */
    consent: async (authorizeUrl: string, user: Who) => {
      const id = typeof user === 'string' ? user : (user.sub ?? '');
      const account = `${id}@gmail.example`;
      await hub().google.account({ email: account, name: id });
      const { headers } = await hub().call('GET', await hub().google.consent({ authorizeUrl, account }));
      const back = new URL(headers.location ?? '');
      const body = { attempt: back.searchParams.get('attempt') };
      const card = await hub().ask(z.looseObject({ state: z.string() }), 'POST', `${CARD}/complete`, {
        ...{ user, body },
      });
      await hub().settle();
      return { back: `${back.origin}${back.pathname}`, card };
    },
  };
};
