import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { redirect } from '../../redirect.ts';
import { actOnMeeting } from '../act-on-meeting.ts';
import { ApiRefusal, refused } from '../api/api-refusal.ts';
import type { ApiRequest } from '../api/api-request.ts';
import { deleteMeeting, patchMeeting } from '../api/change-meeting.ts';
import { noSuchPage } from '../no-such-page.ts';
import { ALL_SCOPES } from '../oauth/scopes.ts';
import { removeApp } from '../remove-app.ts';
import type { User } from '../users.ts';
import type { World } from '../world.ts';
import { userOfPage } from './meetings-page.ts';

const wanted = (form: URLSearchParams, zone: string): Record<string, unknown> => {
  const start = form.get('start') ?? '';
  return {
    topic: form.get('topic') ?? '',
    start_time: start.length === 16 ? `${start}:00` : start,
    timezone: zone,
    duration: Number(form.get('minutes')),
  };
};

type Act = (world: World, request: ApiRequest, form: URLSearchParams) => void;

const inZoom =
  (act: 'start' | 'end' | 'recover'): Act =>
  (world, { user }, form) => {
    const id = form.get('meeting') ?? '';
    const meeting = world.meetings.find(id) ?? world.meetings.inTrash(id);
    if (meeting?.hostId !== user.id || !actOnMeeting(world, id, act))
      throw refused(3000, `There is no such meeting to ${act}.`);
  };

const ACTS: ReadonlyMap<string, Act> = new Map<string, Act>([
  ['start', inZoom('start')],
  ['end', inZoom('end')],
  ['recover', inZoom('recover')],
  ['delete', deleteMeeting],
  [
    'change',
    (world, request, form) => {
      const zone = world.meetings.find(form.get('meeting') ?? '')?.zone ?? request.user.zone;
      patchMeeting(world, { ...request, body: wanted(form, zone) });
    },
  ],
  ['remove-app', (world, { user }) => removeApp(world, user.id)],
]);

const requestOf = (user: User, form: URLSearchParams): ApiRequest => ({
  caller: { userId: user.id, scopes: ALL_SCOPES, kind: 'person' },
  user,
  params: [form.get('meeting') ?? ''],
  query: new URLSearchParams(),
  body: undefined,
});

/** What a person does with the forms goes the way of the API, with all that follows from it. */
export const changeByForm = (world: World, call: HttpCall): Reply => {
  const user = userOfPage(world, call);
  const form = new URLSearchParams(call.body);
  const act = ACTS.get(form.get('action') ?? '');
  if (!(user && act)) return noSuchPage();
  const here = form.get('action') === 'remove-app' ? '/' : `/ui/${encodeURIComponent(user.email)}`;
  try {
    act(world, requestOf(user, form), form);
    return redirect(here);
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return redirect(`${here}?problem=${encodeURIComponent(error.message)}`);
  }
};
