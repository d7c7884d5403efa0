import type { Reply } from '../../../serve.ts';
import { type Html, html } from '../../html.ts';
import type { Account } from '../accounts.ts';
import { page } from '../page.ts';
import type { AuthorizeError, AuthorizeRequest } from './authorize-request.ts';
import { tickableScopes } from './consent.ts';
import { isSignInScope, scopeSentence } from './scope-names.ts';

const ACTION = '/o/oauth2/v2/auth';

/** The forms carry the whole request, so the server remembers nothing between the steps. */
const carried = (query: URLSearchParams): Html =>
  html`<input type="hidden" name="request" value="${query.toString()}">`;

export const errorPage = ({ error, description }: AuthorizeError): Reply =>
  page(
    'Error',
    html`<h1>Access blocked: this app’s request is invalid</h1>
<p>${description}</p>
<p class="quiet">Error ${error === 'invalid_client' ? 401 : 400}: ${error}</p>`,
    { status: error === 'invalid_client' ? 401 : 400 },
  );

const accountButton = (query: URLSearchParams, { email, name }: Account, isHinted: boolean): Html => html`<li>
<form method="post" action="${ACTION}">${carried(query)}
<button class="account" name="account" value="${email}"${isHinted && html` autofocus`}>
<b>${name}</b> ${email}${isHinted && html` <span class="quiet">(suggested by the app)</span>`}
</button></form></li>`;

export const chooserPage = (
  query: URLSearchParams,
  accounts: readonly Account[],
  hinted: Account | undefined,
  problem?: string,
): Reply => {
  const others = accounts.filter((account) => account !== hinted);
  return page(
    'Choose an account',
    html`<h1>Choose an account</h1>
<p class="quiet">to continue to the app that sent you here</p>
<ul>${hinted && accountButton(query, hinted, true)}${others.map((each) => accountButton(query, each, false))}</ul>
<form method="post" action="${ACTION}">${carried(query)}
<h2>Use another account</h2>
${problem !== undefined && html`<p role="alert">${problem}</p>`}
<p class="quiet">An address that nobody has yet becomes a new account.</p>
<div class="row"><div><label for="email">E-mail</label><br>
<input id="email" type="email" name="account" required autocomplete="off"></div>
<button class="main">Next</button></div>
</form>`,
  );
};

const box = (scope: string): Html => html`<li class="each"><label class="box">
<input type="checkbox" name="scope" value="${scope}"> <span>${scopeSentence(scope)}</span></label></li>`;

const permissions = (request: AuthorizeRequest): Html => {
  const tickable = tickableScopes(request);
  if (tickable.length > 0)
    return html`<p>Select what the app can access</p>
<ul><li><label class="box"><input type="checkbox" id="all" name="all" value="yes"> <b>Select all</b></label></li>
${tickable.map(box)}</ul>`;
  const others = request.scopes.filter((scope) => !isSignInScope(scope));
  return html`<ul>${others.map((scope) => html`<li>${scopeSentence(scope)}</li>`)}</ul>`;
};

export const consentPage = (query: URLSearchParams, request: AuthorizeRequest, account: Account): Reply =>
  page(
    'The app wants access',
    html`<h1>The app wants access to your Google Account</h1>
<p class="quiet">${account.name}, ${account.email}</p>
${request.scopes.some(isSignInScope) && html`<p>It will learn who you are.</p>`}
<form method="post" action="${ACTION}">${carried(query)}
<input type="hidden" name="account" value="${account.email}">
${permissions(request)}
<p class="quiet">You can remove this access at any time on the simulator’s first page.</p>
<div class="row end"><button name="decision" value="deny">Cancel</button>
<button class="main" name="decision" value="allow">Continue</button></div>
</form>`,
  );
