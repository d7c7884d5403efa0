import type { Reply } from '../../../serve.ts';
import { type Html, html } from '../../html.ts';
import { page } from '../page.ts';
import type { User } from '../users.ts';
import type { AuthorizeError } from './authorize-request.ts';
import { SCOPES, type Scope } from './scopes.ts';

const ACTION = '/oauth/authorize';

/** The forms carry the whole request, so the server remembers nothing between the steps. */
const carried = (query: URLSearchParams): Html =>
  html`<input type="hidden" name="request" value="${query.toString()}">`;

export const errorPage = ({ error, description }: AuthorizeError): Reply =>
  page(
    'Error',
    html`<h1>The app cannot be authorized</h1>
<p role="alert">${description}</p>
<p class="quiet">Error ${error}</p>`,
    { status: 400 },
  );

export const preApprovalPage = ({ email }: User): Reply =>
  page(
    'Approval needed',
    html`<h1>Your admin has to approve this app first</h1>
<p>${email} belongs to an account whose admin decides which apps may be added.</p>`,
    { status: 403 },
  );

/** Zoom takes whoever is signed in; here the person says who that is. */
export const signInPage = (query: URLSearchParams, users: readonly User[], problem?: string): Reply =>
  page(
    'Sign in',
    html`<h1>Sign in</h1>
<p class="quiet">to continue to the app that sent you here</p>
<ul>${users.map(
      ({ email, name }) => html`<li><form method="post" action="${ACTION}">${carried(query)}
<button class="account" name="account" value="${email}"><b>${name}</b> ${email}</button></form></li>`,
    )}</ul>
<form method="post" action="${ACTION}">${carried(query)}
<h2>Another account</h2>
${problem !== undefined && html`<p role="alert">${problem}</p>`}
<p class="quiet">An address that nobody has yet becomes a new account.</p>
<div class="row"><div><label for="email">E-mail</label><br>
<input id="email" type="email" name="account" required autocomplete="off"></div>
<button class="main">Sign in</button></div>
</form>`,
  );

export const consentPage = (query: URLSearchParams, scopes: readonly Scope[], user: User): Reply =>
  page(
    'Add the app',
    html`<h1>You are about to add an app</h1>
<p class="quiet">${user.name}, ${user.email}</p>
<p>It will be able to</p>
<ul>${scopes.map((scope) => html`<li>${SCOPES[scope]} <span class="quiet">${scope}</span></li>`)}</ul>
<form method="post" action="${ACTION}">${carried(query)}
<input type="hidden" name="account" value="${user.email}">
<p class="quiet">You can remove the app at any time on the simulator’s first page.</p>
<div class="row end"><button name="decision" value="deny">Decline</button>
<button class="main" name="decision" value="allow">Allow</button></div>
</form>`,
  );
