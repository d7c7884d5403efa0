import type { AuthorizationProvider } from '../../ports/authorization-provider.ts';

/** The granular scopes of a user-managed app: https://developers.zoom.us/docs/integrations/oauth-scopes-overview/ */
export const ZOOM_SCOPES = [
  {
    scope: 'user:read:user',
    id: 'user',
    text: 'See who you are at Zoom, so that your account is nobody else’s here',
  },
  {
    scope: 'meeting:write:meeting',
    id: 'meeting_create',
    text: 'Create a meeting for each booking, with a link of its own',
  },
  {
    scope: 'meeting:read:meeting',
    id: 'meeting_read',
    text: 'See these meetings, so that what you change in Zoom comes back',
  },
  {
    scope: 'meeting:read:list_meetings',
    id: 'meeting_list',
    text: 'List your meetings, so that none is made twice',
  },
  {
    scope: 'meeting:update:meeting',
    id: 'meeting_update',
    text: 'Move these meetings when their bookings move',
  },
  {
    scope: 'meeting:delete:meeting',
    id: 'meeting_delete',
    text: 'Delete these meetings when they are cancelled or over',
  },
  {
    scope: 'meeting:write:registrant',
    id: 'registrant_add',
    text: 'Give each guest a link of their own, where a booking asks for it',
    optional: true,
  },
  {
    scope: 'meeting:delete:registrant',
    id: 'registrant_remove',
    text: 'Take that link back when a guest is taken off',
    optional: true,
  },
] as const satisfies AuthorizationProvider['requiredScopes'];

/** What older apps have in the place of granular ones. */
const CLASSIC: Readonly<Record<string, readonly string[]>> = {
  'user:read': ['user:read:user'],
  'meeting:read': ['meeting:read:meeting', 'meeting:read:list_meetings'],
  'meeting:write': [
    'meeting:write:meeting',
    'meeting:update:meeting',
    'meeting:delete:meeting',
    'meeting:write:registrant',
    'meeting:delete:registrant',
  ],
};

/** As granular scopes of the user: an admin's cover them, and so do classic ones. */
export const canonicalScopes = (scope: string): string[] => {
  const named = scope.split(/[\s,]+/u).filter((each) => each !== '');
  return [
    ...new Set(
      named.map((each) => each.replace(/:(?:admin|master)$/u, '')).flatMap((each) => CLASSIC[each] ?? [each]),
    ),
  ];
};
