import type { Reply } from '../../../serve.ts';
import { type Html, html } from '../../html.ts';
import type { Account } from '../accounts.ts';
import { page } from '../page.ts';
import type { AuthorizeError } from './authorize-request.ts';
import type { Wall } from './consent.ts';
import { scopeSentence } from './scopes.ts';

/** A page among several of one sign-in: the forms carry the whole request, so the server remembers nothing between them. */
export interface Place {
  readonly action: string;
  readonly query: URLSearchParams;
}

const carried = ({ query }: Place): Html =>
  html`<input type="hidden" name="request" value="${query.toString()}">`;

const chosen = ({ email }: Account): Html => html`<input type="hidden" name="account" value="${email}">`;

export const errorPage = ({ number, description }: AuthorizeError): Reply =>
  page(
    'Sign in to your account',
    html`<h1>Sorry, but we’re having trouble signing you in.</h1><p>AADSTS${number}: ${description}</p>`,
    { status: 400 },
  );

const accountButton = (place: Place, { email, name }: Account, isHinted: boolean): Html => html`<li>
<form method="post" action="${place.action}">${carried(place)}
<button class="account" name="account" value="${email}"${isHinted && html` autofocus`}>
<b>${name}</b> ${email}${isHinted && html` <span class="quiet">(suggested by the app)</span>`}
</button></form></li>`;

interface Choice {
  readonly accounts: readonly Account[];
  readonly hinted?: Account | undefined;
  readonly problem?: string;
}

export const chooserPage = (place: Place, { accounts, hinted, problem }: Choice): Reply => {
  const others = accounts.filter((account) => account !== hinted);
  return page(
    'Pick an account',
    html`<h1>Pick an account</h1>
<ul>${hinted && accountButton(place, hinted, true)}${others.map((each) => accountButton(place, each, false))}</ul>
<form method="post" action="${place.action}">${carried(place)}
<h2>Use another account</h2>
${problem !== undefined && html`<p role="alert">${problem}</p>`}
<p class="quiet">An address that nobody has yet becomes a new account: personal at outlook.com, hotmail.com and live.com, of an organization anywhere else.</p>
<div class="row"><div><label for="email">E-mail</label><br>
<input id="email" type="email" name="account" required autocomplete="off"></div>
<button class="main">Next</button></div>
</form>`,
  );
};

export const consentPage = (place: Place, scopes: readonly string[], account: Account): Reply =>
  page(
    'Permissions requested',
    html`<p class="quiet">${account.email}</p><h1>Permissions requested</h1>
<p>This app would like to:</p>
<ul>${scopes.map((scope) => html`<li>${scopeSentence(scope)}</li>`)}</ul>
<p class="quiet">You can take this back at any time on the simulator’s first page.</p>
<form method="post" action="${place.action}">${carried(place)}${chosen(account)}
<div class="row end"><button name="decision" value="deny">Cancel</button>
<button class="main" name="decision" value="allow">Accept</button></div>
</form>`,
  );

/** The user stands before it until they give up, go back to the app, or come with an admin's account. */
export const wallPage = (place: Place, { number, back }: Wall, account: Account): Reply =>
  page(
    number === 90095 ? 'Approval required' : 'Need admin approval',
    html`<p class="quiet">${account.email}</p>
<h1>${number === 90095 ? 'Approval required' : 'Need admin approval'}</h1>
<p>The app needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.</p>
<p class="quiet">AADSTS${number}</p>
${number === 90095 && html`<p>An admin can be asked to approve it; the app hears nothing of that.</p>`}
<form method="post" action="${place.action}" class="row">${carried(place)}
<button name="decision" value="another">Have an admin account? Sign in with that account</button></form>
${
  back &&
  html`<form method="post" action="${place.action}" class="row">${carried(place)}${chosen(account)}
<button name="decision" value="deny">Return to the application without granting consent</button></form>`
}`,
    { status: 403 },
  );

export const adminConsentPage = (place: Place, scopes: readonly string[], account: Account): Reply =>
  page(
    'Permissions requested: review for your organization',
    html`<p class="quiet">${account.email}</p>
<h1>Permissions requested</h1><p>Review for your organization. If you accept, this app gets access for all users in it, and nobody else will be asked.</p>
<ul>${scopes.map((scope) => html`<li>${scopeSentence(scope)}</li>`)}</ul>
<form method="post" action="${place.action}">${carried(place)}${chosen(account)}
<div class="row end"><button name="decision" value="deny">Cancel</button>
<button class="main" name="decision" value="allow">Accept</button></div>
</form>`,
  );
