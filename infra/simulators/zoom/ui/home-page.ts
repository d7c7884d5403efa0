import type { Reply } from '../../../serve.ts';
import { html } from '../../html.ts';
import { page } from '../page.ts';
import type { World } from '../world.ts';

export const homePage = ({ users, grants }: World): Reply => {
  const rows = users.all().map(({ id, email, name, plan, status }) => {
    const link = `/ui/${encodeURIComponent(email)}`;
    return html`<li><h2><a href="${link}">${name}</a></h2>
<p class="quiet">${email}, ${plan}, ${status}</p>
${
  grants.of(id) !== undefined &&
  html`<form method="post" action="${link}"><button name="action" value="remove-app">Remove the app</button></form>`
}</li>`;
  });
  return page(
    'Accounts',
    html`<h1>Accounts</h1>
<p class="quiet">Nothing here leaves this machine.</p>
${rows.length > 0 ? html`<ul>${rows}</ul>` : html`<p>Nobody has an account yet. Connect Zoom from the app, and sign in with any address.</p>`}
<form method="get" action="/marketplace/install"><button>Add the app from the Marketplace</button></form>`,
  );
};
