import type { Reply } from '../../../serve.ts';
import { html } from '../../html.ts';
import { page } from '../page.ts';
import type { World } from '../world.ts';

export const homePage = ({ accounts, grants }: World): Reply => {
  const rows = accounts.all().map(({ email, name }) => {
    const hasGrant = grants.grantedTo(email).size > 0;
    return html`<li><h2><a href="/ui/${encodeURIComponent(email)}">${name}</a></h2>
<p class="quiet">${email}</p>
${
  hasGrant &&
  html`<form method="post" action="/ui/${encodeURIComponent(email)}">
<button name="action" value="revoke">Remove the app’s access</button></form>`
}</li>`;
  });
  return page(
    'Accounts',
    html`<h1>Accounts</h1>
<p class="quiet">Nothing here leaves this machine.</p>
${rows.length > 0 ? html`<ul>${rows}</ul>` : html`<p>Nobody has an account yet. Connect a calendar, and choose “Use another account”.</p>`}`,
  );
};
