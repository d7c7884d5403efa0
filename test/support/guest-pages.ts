import { formOf } from './guest-link.ts';
import type { Hub } from './hub.ts';

const HTML = { accept: 'text/html' };
const DATA = { accept: 'application/json' };

interface Page {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Its markup, without the marks that keep names in their own direction. */
  readonly text: string;
  /** The first headline. */
  readonly title: string | undefined;
}

const pageOf = ({ status, headers, body }: Awaited<ReturnType<Hub['call']>>): Page => ({
  status,
  headers,
  text: String(body).replaceAll(/[\u2068\u2069]/gu, ''),
  title: /<h1[^>]*>([^<]+)/u.exec(String(body))?.[1],
});

/** A browser sends the fields of the form whose button is pressed, and no others. */
const formIn = (page: unknown): string =>
  /<form method="post"[\s\S]*?<\/form>/u.exec(String(page))?.[0] ?? '';

/** The pages behind a guest's key. */
export const guestPages = (hub: Hub, path: string) => ({
  path,
  visit: async (where = '', method = 'GET'): Promise<Page> =>
    pageOf(await hub.call(method, `${path}${where}`, { headers: HTML })),
  /** Opens the page and presses its button, as a browser without script does. */
  press: async (where: string, typed: Record<string, string> = {}): Promise<Page> => {
    const { body } = await hub.call('GET', `${path}${where}`, { headers: HTML });
    return pageOf(await hub.call('POST', `${path}${where.split('?')[0]}`, formOf(formIn(body), typed)));
  },
  /** Presses the button of a page that was opened before. */
  submit: async (where: string, page: Page, typed: Record<string, string> = {}): Promise<Page> =>
    pageOf(await hub.call('POST', `${path}${where}`, formOf(formIn(page.text), typed))),
  read: (where = '') => hub.call('GET', `${path}${where}`, { headers: DATA }),
  send: (where: string, body: unknown) => hub.call('POST', `${path}${where}`, { headers: DATA, body }),
});

/** A guest with the key from their last mail that has one. */
export const guestOf = async (hub: Hub, email: string) => {
  await hub.settle();
  const mails = (await hub.inbox.to(email)).filter(({ text }) => text.includes('/b/'));
  const mail = mails.at(-1);
  const path = /\/b\/[\w-]+/u.exec(mail?.text ?? '')?.[0];
  if (mail === undefined || path === undefined) throw new Error(`no mail to ${email} has a link`);
  return { mail, ...guestPages(hub, path) };
};
