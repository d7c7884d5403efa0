import type { Reply } from '../../../serve.ts';
import { html } from '../../html.ts';
import type { HttpCall } from '../../http-call.ts';
import { encryptedPassword } from '../api/links.ts';
import type { Meeting } from '../api/meetings.ts';
import { page } from '../page.ts';
import type { World } from '../world.ts';

const isInvited = ({ path, query }: HttpCall, meeting: Meeting): boolean =>
  path.startsWith('/w/')
    ? meeting.registrants.some(({ key }) => key === query.get('tk'))
    : meeting.password === '' || query.get('pwd') === encryptedPassword(meeting);

/** Where a join link leads, by its path: to the meeting, or to nothing. */
export const joinPage = ({ meetings }: World, call: HttpCall): Reply => {
  const meeting = meetings.find(call.path.split('/')[2] ?? '');
  return meeting && isInvited(call, meeting)
    ? page('Join', html`<h1>${meeting.topic}</h1><p>You are about to join this meeting.</p>`)
    : page('Invalid link', html`<h1>This meeting link is invalid</h1><p class="quiet">(3,001)</p>`, {
        status: 404,
      });
};
