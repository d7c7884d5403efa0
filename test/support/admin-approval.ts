import { z } from 'zod';
import type { Hub } from './hub.ts';

const OUTLOOK = '/v1/me/integrations/outlook_calendar';
const PRODUCT_PAGE = 'http://127.0.0.1/app/integrations';
const DOMAIN = 'contoso.example';
/** Whoever administers the organization at Microsoft; no user of the hub. */
const ROOT = `root@${DOMAIN}`;

const AdminCard = z.looseObject({
  state: z.string(),
  reason: z.string().optional(),
  help: z.object({ text: z.string(), url: z.string() }).optional(),
  actions: z.array(z.string()),
});
const Sent = z.looseObject({ authorizeUrl: z.url() });
const Outcome = z.looseObject({ redirectTo: z.string().optional(), page: z.string().optional() });
type Decision = 'allow' | 'deny' | 'abandon';

/** An organization at Microsoft whose administrator has to approve the app, and what its people and the administrator do. */
export const approvalOf = (hub: () => Hub) => {
  const accountOf = (user: string) => `${user}@${DOMAIN}`;
  const decide = async (authorizeUrl: string, account: string, decision: Decision) =>
    Outcome.parse(await hub().microsoft.control('consent', { authorizeUrl, account, decision }));
  const begin = async (user: string): Promise<string> => {
    const body = { returnUrl: PRODUCT_PAGE };
    return (await hub().ask(Sent, 'POST', `${OUTLOOK}/connect`, { user, body })).authorizeUrl;
  };
  const walled = async (tenant: Record<string, unknown> = {}): Promise<void> => {
    await hub().microsoft.control('tenants', { domain: DOMAIN, policy: 'admin', ...tenant });
    await hub().microsoft.account({ email: ROOT, name: 'Root', admin: true });
    const urls = { urls: { integrations: PRODUCT_PAGE } };
    await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: urls });
  };
  const card = (user: string, platform = 'outlook_calendar') =>
    hub().ask(AdminCard, 'GET', `/v1/me/integrations/${platform}`, { user });
  /** From the consent page on, as far as Microsoft lets them: the result that the product hears, if any. */
  const signIn = async (user: string, authorizeUrl: string, decision: Decision = 'allow') => {
    await hub().microsoft.account({ email: accountOf(user), name: user });
    const { redirectTo } = await decide(authorizeUrl, accountOf(user), decision);
    if (redirectTo === undefined) return undefined;
    const { headers } = await hub().call('GET', redirectTo);
    return new URL(headers.location ?? '').searchParams;
  };
  return {
    walled,
    card,
    begin,
    signIn,
    tryToConnect: async (user: string, decision?: Decision) => signIn(user, await begin(user), decision),
    complete: async (user: string, attempt: string | null | undefined) => {
      await hub().ask(z.unknown(), 'POST', `${OUTLOOK}/complete`, { user, body: { attempt } });
      await hub().settle();
      return (await card(user)).state;
    },
    /** The administrator at Microsoft opens the address; where it then leads. */
    decideForAll: async (url: string, decision: Decision = 'allow'): Promise<string> =>
      (await decide(url, ROOT, decision)).redirectTo ?? '',
    open: (url: string, language = 'en') =>
      hub().call('GET', url, { headers: { accept: 'text/html', 'accept-language': language } }),
    mails: async (): Promise<string[]> => {
      await hub().settle();
      return (await hub().inbox.all()).map(({ to, subject }) => `${to.join()}: ${subject}`).toSorted();
    },
  };
};
