import type { IncomingMessage } from 'node:http';
import { type Reply, type Running, serve } from '../../serve.ts';
import { listPage } from './list-page.ts';
import type { Mailbox, StoredMail } from './mailbox.ts';
import { messageHtml, messagePage } from './message-page.ts';

type Page = (mailbox: Mailbox, mail: StoredMail) => Reply | Promise<Reply>;

const MISSING: Reply = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'No such message.\n',
};

const list = async (mailbox: Mailbox): Promise<Reply> => {
  const items = await Promise.all(
    mailbox.all().map(async (mail) => {
      const { from, subject } = await mailbox.read(mail);
      return { id: mail.id, to: mail.to.join(', '), from, subject, at: mail.at };
    }),
  );
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(items) };
};

const eml: Page = (_mailbox, { id, raw }) => ({
  status: 200,
  headers: { 'content-type': 'message/rfc822', 'content-disposition': `attachment; filename="${id}.eml"` },
  body: raw,
});

/** One mail's page by the end of its path. */
const pages: readonly (readonly [RegExp, Page])[] = [
  [/^\/messages\/([\w-]+)\.eml$/, eml],
  [/^\/messages\/([\w-]+)\/html$/, messageHtml],
  [/^\/messages\/([\w-]+)$/, messagePage],
];

const ofOne = async (mailbox: Mailbox, path: string): Promise<Reply> => {
  for (const [pattern, page] of pages) {
    const mail = mailbox.find(pattern.exec(path)?.[1] ?? '');
    if (mail) return page(mailbox, mail);
  }
  return MISSING;
};

const routes: Record<string, (mailbox: Mailbox) => Reply | Promise<Reply>> = {
  'GET /': listPage,
  'GET /messages': list,
  'DELETE /messages': (mailbox) => {
    mailbox.clear();
    return { status: 204 };
  },
  // A form knows no DELETE.
  'POST /messages/clear': (mailbox) => {
    mailbox.clear();
    return { status: 303, headers: { location: '/' } };
  },
};

const answer = (mailbox: Mailbox, { method = 'GET', url = '/' }: IncomingMessage): Reply | Promise<Reply> => {
  const [path = '/'] = url.split('?');
  const asked = method === 'HEAD' ? 'GET' : method;
  const route = routes[`${asked} ${path}`];
  if (route) return route(mailbox);
  return asked === 'GET' ? ofOne(mailbox, path) : { ...MISSING, status: 405 };
};

/** What a guest would see: `/messages` for programs, `/` for people. */
export const startInbox = (mailbox: Mailbox): Promise<Running> =>
  serve((request) => answer(mailbox, request));
