import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { redirect } from '../../redirect.ts';
import type { Account } from '../accounts.ts';
import { ApiRefusal } from '../calendar/api-refusal.ts';
import type { ApiRequest } from '../calendar/api-request.ts';
import { changeEvent } from '../calendar/change-event.ts';
import { deleteEvent } from '../calendar/delete-event.ts';
import type { JsonObject } from '../calendar/json.ts';
import { noSuchPage } from '../no-such-page.ts';
import type { World } from '../world.ts';
import { accountOfPage } from './calendar-page.ts';

const RESPONSES = ['accepted', 'tentative', 'declined'];

const when = (text: string, zone: string): JsonObject =>
  text.includes('T')
    ? { dateTime: text.length === 16 ? `${text}:00` : text, timeZone: zone }
    : { date: text };

const moveTo = (form: URLSearchParams, zone: string): JsonObject => ({
  start: when(form.get('start') ?? '', zone),
  end: when(form.get('end') ?? '', zone),
});

const act = (world: World, account: Account, form: URLSearchParams): void => {
  const action = form.get('action') ?? '';
  if (action === 'revoke') {
    world.grants.revokeAccount(account.email);
    return;
  }
  const calendarId = form.get('calendar') ?? '';
  const zone = world.accounts.calendar(calendarId)?.zone ?? account.zone;
  const request: ApiRequest = {
    account,
    caller: { email: account.email, clientId: 'the-person', scopes: [], kind: 'person' },
    calendarId,
    eventId: form.get('event') ?? '',
    query: new URLSearchParams(),
    body: undefined,
  };
  if (action === 'cancel') deleteEvent(world, request);
  if (action === 'move') changeEvent(world, { ...request, body: moveTo(form, zone) }, 'patch');
  if (RESPONSES.includes(action))
    changeEvent(
      world,
      { ...request, body: { attendees: [{ email: account.email, responseStatus: action }] } },
      'patch',
    );
};

/** What a person does with the forms goes the way of the API, with all that follows from it. */
export const changeByForm = (world: World, call: HttpCall): Reply => {
  const account = accountOfPage(world, call);
  if (!account) return noSuchPage();
  const form = new URLSearchParams(call.body);
  const here = form.get('action') === 'revoke' ? '/' : `/ui/${encodeURIComponent(account.email)}`;
  try {
    act(world, account, form);
    return redirect(here);
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return redirect(`${here}?problem=${encodeURIComponent(error.message)}`);
  }
};
