import type { Reply } from '../../../serve.ts';
import { html } from '../../html.ts';
import { redirect } from '../../redirect.ts';
import { page } from '../page.ts';
import type { AuthorizeRequest } from './authorize-request.ts';

/** Where the browser goes, and with what. */
export interface Callback {
  readonly redirectUri: string;
  readonly mode: AuthorizeRequest['responseMode'];
  readonly fields: Readonly<Record<string, string>>;
}

export const callback = (
  { redirectUri, responseMode, state }: AuthorizeRequest,
  fields: Record<string, string>,
): Callback => ({
  redirectUri,
  mode: responseMode,
  fields: { ...fields, ...(state !== undefined && { state }) },
});

/** The address with the answer in it; a posted answer is not part of the address. */
export const callbackUrl = ({ redirectUri, mode, fields }: Callback): string => {
  const url = new URL(redirectUri);
  const answer = new URLSearchParams(fields);
  if (mode === 'fragment') url.hash = answer.toString();
  if (mode === 'query') for (const [name, value] of answer) url.searchParams.set(name, value);
  return url.href;
};

export const sendBack = (back: Callback): Reply => {
  if (back.mode !== 'form_post') return redirect(callbackUrl(back));
  const fields = Object.entries(back.fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return page(
    'Working',
    html`<h1>Back to the app</h1><form method="post" action="${back.redirectUri}">${fields}
<p>Microsoft’s own page goes on by a script; this one waits for you.</p>
<div class="row end"><button class="main">Continue</button></div></form>`,
  );
};
