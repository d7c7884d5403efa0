import { DateTime } from 'luxon';
import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { redirect } from '../../redirect.ts';
import type { Account } from '../accounts.ts';
import { endAccess } from '../end-access.ts';
import { EVERYTHING } from '../entra/scopes.ts';
import { ApiRefusal } from '../graph/api-refusal.ts';
import type { ApiRequest } from '../graph/api-request.ts';
import { patchEvent } from '../graph/change-event.ts';
import { deleteEvent, respond } from '../graph/end-event.ts';
import { preferOf } from '../graph/prefer.ts';
import { ianaOf, windowsOf } from '../graph/zones.ts';
import { noSuchPage } from '../no-such-page.ts';
import type { World } from '../world.ts';
import { accountOfPage } from './calendar-page.ts';

type Act = (world: World, request: ApiRequest, form: URLSearchParams) => void;

/** Outlook writes the mailbox's zone by its Windows name; a zone without one is written in UTC. */
const when = (text: string, zone: string): Record<string, string> => {
  if (text.length === 10) return { dateTime: `${text}T00:00:00`, timeZone: 'UTC' };
  const timeZone = windowsOf(zone);
  if (ianaOf(timeZone) !== undefined) return { dateTime: text, timeZone };
  const utc = DateTime.fromISO(text, { zone }).toUTC();
  return { dateTime: utc.toFormat("yyyy-MM-dd'T'HH:mm:ss"), timeZone: 'UTC' };
};

const ACTS: ReadonlyMap<string, Act> = new Map<string, Act>([
  [
    'move',
    (world, request, form) => {
      const [start, end] = ['start', 'end'].map((name) => when(form.get(name) ?? '', request.account.zone));
      patchEvent(world, { ...request, body: { start, end } });
    },
  ],
  [
    'rename',
    (world, request, form) => {
      patchEvent(world, { ...request, body: { subject: form.get('subject') ?? '' } });
    },
  ],
  ['delete', deleteEvent],
  ['accepted', respond('accepted')],
  ['tentativelyAccepted', respond('tentativelyAccepted')],
  ['declined', respond('declined')],
  ['revoke', (world, { account }) => endAccess(world, account, 'consent')],
]);

const requestOf = (account: Account, id: string): ApiRequest => ({
  account,
  caller: { oid: account.oid, clientId: 'the-person', scopes: EVERYTHING, kind: 'person' },
  calendarId: undefined,
  id,
  path: '',
  query: new URLSearchParams(),
  body: undefined,
  prefer: preferOf(),
});

/** What a person does with the forms goes the way of the API, with all that follows from it. */
export const changeByForm = (world: World, call: HttpCall): Reply => {
  const account = accountOfPage(world, call);
  const form = new URLSearchParams(call.body);
  const action = form.get('action') ?? '';
  const act = ACTS.get(action);
  if (!(account && act)) return noSuchPage();
  const here = action === 'revoke' ? '/' : `/ui/${encodeURIComponent(account.email)}`;
  try {
    act(world, requestOf(account, form.get('event') ?? ''), form);
    return redirect(here);
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return redirect(`${here}?problem=${encodeURIComponent(error.message)}`);
  }
};
