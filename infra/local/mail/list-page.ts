import type { Reply } from '../../serve.ts';
import { type Html, html } from '../../simulators/html.ts';
import { inboxPage, readableTime } from './inbox-page.ts';
import type { Mailbox, StoredMail } from './mailbox.ts';

const SNIPPET = 160;

const row = async (mailbox: Mailbox, mail: StoredMail): Promise<Html> => {
  const { subject, text, calendar } = await mailbox.read(mail);
  return html`<li><a href="/messages/${mail.id}">
<strong>${subject || '(no subject)'}</strong>
<span>${calendar && html`<span class="badge">${calendar.method ?? 'CALENDAR'}</span>`}</span>
<span class="quiet">to ${mail.to.join(', ')}</span>
<time class="quiet" datetime="${mail.at}">${readableTime(mail.at)}</time>
<span class="quiet snippet">${text.replaceAll(/\s+/g, ' ').slice(0, SNIPPET)}</span>
</a></li>`;
};

const EMPTY = html`<div class="empty"><h1>No mail yet</h1><p class="quiet">Whatever the hub sends shows up here, and goes nowhere else.</p></div>`;

/** Newest first. */
export const listPage = async (mailbox: Mailbox): Promise<Reply> => {
  const rows = await Promise.all(mailbox.all().map((mail) => row(mailbox, mail)));
  const count = rows.length;
  const tools = html`<b>Inbox</b>
<span class="quiet">${count === 1 ? '1 message' : `${count} messages`}</span>
<a href="/">Refresh</a>
${count > 0 && html`<form method="post" action="/messages/clear"><button>Delete all</button></form>`}`;
  return inboxPage('Inbox', tools, count > 0 ? html`<ul class="mails">${rows.reverse()}</ul>` : EMPTY);
};
