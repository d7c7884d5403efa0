import type { Scope } from '../oauth/scopes.ts';
import type { World } from '../world.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import { deleteMeeting, patchMeeting, readMeeting } from './change-meeting.ts';
import type { Label } from './limits.ts';
import { listMeetings } from './list-meetings.ts';
import { makeMeeting } from './make-meeting.ts';
import { me } from './me.ts';
import { addRegistrant, listRegistrants, removeRegistrant } from './registrants.ts';

export interface Endpoint {
  readonly scope: Scope;
  readonly label: Label;
  /** Counts towards the host's hundred a day. */
  readonly isCounted?: true;
  /** Whose the path is, if it names a user. */
  readonly namesUser?: true;
  /** Needs a user who may host. */
  readonly isHosting?: true;
  readonly run: (world: World, request: ApiRequest) => ApiAnswer;
}

const USERS = '/v2/users/([^/]+)';
const MEETING = '/v2/meetings/([^/]+)';

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  [`GET ${USERS}`]: { scope: 'user:read:user', label: 'Light', namesUser: true, run: me },
  [`POST ${USERS}/meetings`]: {
    scope: 'meeting:write:meeting',
    label: 'Medium',
    isCounted: true,
    namesUser: true,
    isHosting: true,
    run: makeMeeting,
  },
  [`GET ${USERS}/meetings`]: {
    scope: 'meeting:read:list_meetings',
    label: 'Medium',
    namesUser: true,
    run: listMeetings,
  },
  [`GET ${MEETING}`]: {
    scope: 'meeting:read:meeting',
    label: 'Light',
    isHosting: true,
    run: readMeeting,
  },
  [`PATCH ${MEETING}`]: {
    scope: 'meeting:update:meeting',
    label: 'Light',
    isCounted: true,
    isHosting: true,
    run: patchMeeting,
  },
  [`DELETE ${MEETING}`]: {
    scope: 'meeting:delete:meeting',
    label: 'Light',
    isHosting: true,
    run: deleteMeeting,
  },
  [`POST ${MEETING}/registrants`]: {
    scope: 'meeting:write:registrant',
    label: 'Light',
    isHosting: true,
    run: addRegistrant,
  },
  [`GET ${MEETING}/registrants`]: {
    scope: 'meeting:read:list_registrants',
    label: 'Medium',
    isHosting: true,
    run: listRegistrants,
  },
  [`DELETE ${MEETING}/registrants/([^/]+)`]: {
    scope: 'meeting:delete:registrant',
    label: 'Light',
    isHosting: true,
    run: removeRegistrant,
  },
};

const PATTERNS = Object.entries(ENDPOINTS).map(([key, endpoint]) => ({
  pattern: new RegExp(`^${key}$`),
  endpoint,
}));

export const findEndpoint = (
  method: string,
  path: string,
): { endpoint: Endpoint; params: string[] } | undefined => {
  for (const { pattern, endpoint } of PATTERNS) {
    const found = pattern.exec(`${method} ${path}`);
    if (found) return { endpoint, params: found.slice(1) };
  }
  return undefined;
};
