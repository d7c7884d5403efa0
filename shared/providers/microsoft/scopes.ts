import type { AuthorizationProvider } from '../../ports/authorization-provider.ts';

/** What signing in needs; nobody is asked about these. Without `profile` there is no `oid`. */
const SIGN_IN_SCOPES = ['openid', 'profile', 'email', 'offline_access'] as const;

/** None needs an administrator by default: https://learn.microsoft.com/en-us/graph/permissions-reference */
export const MICROSOFT_SCOPES = [
  {
    scope: 'Calendars.ReadWrite',
    id: 'calendars_write',
    text: 'Read and change your events, so that bookings appear there and what you change is seen',
  },
  {
    scope: 'Calendars.Read',
    id: 'calendars_read',
    text: 'Be told when your calendars change, so that nobody books you twice',
    // The documented permission for subscriptions; one that may write is mostly taken for it too.
    optional: true,
  },
  {
    scope: 'User.Read',
    id: 'user',
    text: 'See who you are at Microsoft, so that your account is nobody else’s here',
  },
] as const satisfies AuthorizationProvider['requiredScopes'];

/** All that is asked for, as an authorization request spells it. */
export const requestedScopes = (): string =>
  [...SIGN_IN_SCOPES, ...MICROSOFT_SCOPES.map(({ scope }) => scope)].join(' ');

const GRAPH = 'https://graph.microsoft.com/';
const SPELLINGS = new Map<string, string>(
  [...SIGN_IN_SCOPES, ...MICROSOFT_SCOPES.map(({ scope }) => scope)].map((scope) => [
    scope.toLowerCase(),
    scope,
  ]),
);

/** Microsoft answers short or long names, in whatever case. */
export const canonicalScopes = (scope: string): string[] => {
  const named = scope.split(' ').filter((each) => each !== '');
  return named
    .map((each) => (each.toLowerCase().startsWith(GRAPH) ? each.slice(GRAPH.length) : each))
    .map((each) => SPELLINGS.get(each.toLowerCase()) ?? each);
};
