import { z } from 'zod';
import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { jsonReply } from '../../json-reply.ts';
import type { Account } from '../accounts.ts';
import { bearerOf } from '../bearer.ts';
import { refusalReply } from '../calendar/api-refusal.ts';
import { toJson } from '../calendar/json.ts';
import { partialResponse } from '../calendar/partial-response.ts';
import type { World } from '../world.ts';

const SCOPE = 'https://www.googleapis.com/auth/admin.directory.user.readonly';

const wanted = z.object({
  maxResults: z.coerce.number().int().min(1).max(500).default(100),
  pageToken: z.coerce.number().int().min(0).default(0),
});

const domainOf = ({ email }: Pick<Account, 'email'>): string => email.split('@')[1] ?? '';

const shown = ({
  email,
  name,
  sub,
  isSuspended,
  isAdmin,
  calendarOff,
}: Account): Record<string, unknown> => ({
  kind: 'admin#directory#user',
  id: sub,
  primaryEmail: email,
  name: { fullName: name },
  isAdmin,
  suspended: isSuspended,
  archived: false,
  isMailboxSetup: !calendarOff,
});

const refuse = (world: World, call: HttpCall): Reply | undefined => {
  const caller = world.grants.accessToken(bearerOf(call) ?? '');
  if (!caller) return refusalReply({ status: 401, reason: 'authError', message: 'Invalid Credentials' });
  if (!caller.scopes.includes(SCOPE))
    return refusalReply({
      status: 403,
      reason: 'insufficientPermissions',
      message: 'Request had insufficient authentication scopes.',
    });
  const isAllowed =
    world.accounts.find(caller.email)?.isAdmin || call.query.get('viewType') === 'domain_public';
  if (!isAllowed)
    return refusalReply({
      status: 403,
      reason: 'forbidden',
      message: 'Not Authorized to access this resource/api',
    });
  return call.query.has('customer') || call.query.has('domain')
    ? undefined
    : refusalReply({ status: 400, reason: 'badRequest', message: 'Bad Request' });
};

/** `GET /admin/directory/v1/users`: https://developers.google.com/admin-sdk/directory/reference/rest/v1/users/list */
export const listUsers = (world: World, call: HttpCall): Reply => {
  const refusal = refuse(world, call);
  if (refusal) return refusal;
  const { success, data } = wanted.safeParse(Object.fromEntries(call.query));
  if (!success) return refusalReply({ status: 400, reason: 'invalid', message: 'Invalid Input' });
  const caller = world.grants.accessToken(bearerOf(call) ?? '');
  const domain = call.query.get('domain') ?? domainOf({ email: caller?.email ?? '' });
  const users = world.accounts
    .all()
    .filter((account) => domainOf(account) === domain)
    .sort((a, b) => a.email.localeCompare(b.email));
  const end = data.pageToken + data.maxResults;
  const body = {
    kind: 'admin#directory#users',
    users: users.slice(data.pageToken, end).map(shown),
    ...(end < users.length && { nextPageToken: String(end) }),
  };
  return jsonReply(200, partialResponse(toJson(body), call.query.get('fields')));
};
