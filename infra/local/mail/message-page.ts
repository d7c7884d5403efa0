import type { Reply } from '../../serve.ts';
import { type Html, html } from '../../simulators/html.ts';
import { calendarView } from './calendar-view.ts';
import { inboxPage, readableTime } from './inbox-page.ts';
import type { Mailbox, StoredMail } from './mailbox.ts';
import type { ParsedMail } from './parse-mail.ts';

const fact = (name: string, value: string | undefined): Html =>
  value ? html`<dt>${name}</dt><dd>${value}</dd>` : html``;

const calendarPart = ({ calendar }: ParsedMail): Html => {
  if (!calendar) return html``;
  const view = calendarView(calendar.content);
  const facts = view && [
    fact('Event', view.summary),
    fact('Starts', view.starts),
    fact('Ends', view.ends),
    fact('Where', view.location),
    fact('Organizer', view.organizer),
    ...view.attendees.map((attendee) => fact('Attendee', attendee)),
    fact('Status', view.status),
    fact('Revision', view.sequence),
    fact('UID', view.uid),
  ];
  return html`<section class="part" aria-labelledby="calendar">
<h2 id="calendar">Calendar <span class="badge">${calendar.method ?? 'no method'}</span></h2>
${facts && html`<dl>${facts}</dl>`}
<details><summary>As sent</summary><pre>${calendar.content}</pre></details>
</section>`;
};

const headersPart = ({ headers }: ParsedMail): Html => html`<section class="part">
<details><summary>All headers</summary><pre>${Object.entries(headers)
  .map(([name, value]) => `${name}: ${value}`)
  .join('\n')}</pre></details>
</section>`;

const bodyParts = ({ id }: StoredMail, { html: page, text }: ParsedMail): Html => html`${
  page !== undefined &&
  html`<section class="part"><h2>Message</h2><iframe src="/messages/${id}/html" title="The message as a mail program shows it" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe></section>`
}
<section class="part">${
  page === undefined
    ? html`<h2>Text</h2><pre>${text}</pre>`
    : html`<details><summary>Text part</summary><pre>${text}</pre></details>`
}</section>`;

export const messagePage = async (mailbox: Mailbox, mail: StoredMail): Promise<Reply> => {
  const read = await mailbox.read(mail);
  const tools = html`<b><a href="/">Inbox</a></b><a href="/messages/${mail.id}.eml" download>Download .eml</a>`;
  const tags = Object.entries(mail.tags).map(([name, value]) => `${name}=${value}`);
  const content = html`<section class="part">
<h1>${read.subject || '(no subject)'}</h1>
<dl>${[
    fact('From', read.from),
    fact('To', mail.to.join(', ')),
    fact('Reply to', read.headers['reply-to']),
    fact('Sent', readableTime(mail.at)),
    fact('Tags', tags.join(', ')),
  ]}</dl>
</section>
${bodyParts(mail, read)}
${calendarPart(read)}
${headersPart(read)}`;
  return inboxPage(read.subject || 'Message', tools, content);
};

/** The mail's own markup: no scripts, links open elsewhere. */
export const messageHtml = async (mailbox: Mailbox, mail: StoredMail): Promise<Reply> => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src * data:; sandbox allow-popups allow-popups-to-escape-sandbox",
  },
  body: `<base target="_blank">${(await mailbox.read(mail)).html ?? ''}`,
});
