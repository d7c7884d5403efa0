import type { Reply } from '../../../serve.ts';
import { html } from '../../html.ts';
import { isPersonal } from '../accounts.ts';
import { page } from '../page.ts';
import type { World } from '../world.ts';

export const homePage = ({ accounts, grants, tenants }: World): Reply => {
  const rows = accounts.all().map((account) => {
    const { oid, tid, email, name, isAdmin } = account;
    const link = `/ui/${encodeURIComponent(email)}`;
    const kind = isPersonal(account)
      ? 'personal'
      : `${tenants.find(tid)?.domain ?? tid}${isAdmin ? ', admin' : ''}`;
    return html`<li><h2><a href="${link}">${name}</a></h2><p class="quiet">${email}, ${kind}</p>
${
  grants.consentOf(oid).size > 0 &&
  html`<form method="post" action="${link}"><button name="action" value="revoke">Revoke the app’s permissions</button></form>`
}</li>`;
  });
  return page(
    'Accounts',
    html`<h1>Accounts</h1>
<p class="quiet">Nothing here leaves this machine.</p>
${rows.length > 0 ? html`<ul>${rows}</ul>` : html`<p>Nobody has an account yet. Connect Outlook from the app, and sign in with any address.</p>`}`,
  );
};
