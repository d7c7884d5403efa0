import { PersonParams } from '../../events/http/people.ts';
import { startDisconnect } from '../../shared/connections/start-disconnect.ts';
import { HubError } from '../../shared/errors.ts';
import { newTransition } from '../../shared/history/new-transition.ts';
import { entityTag, requireMatch } from '../../shared/http/entity-tag.ts';
import { requireAdmin } from '../../shared/http/require-admin.ts';
import { route } from '../../shared/http/route.ts';
import { untilWritten } from '../../shared/people/until-written.ts';
import type { AdminDeps } from './admin-deps.ts';

/**
 * `DELETE /v1/admin/users/{id}`: their accounts are disconnected by runs of their own; bookings stand, without events in their calendars,
 * and can be moved or cancelled as before.
 */
export const removeUser = (deps: AdminDeps) =>
  route({ params: PersonParams }, async ({ caller, params: { id }, ifMatch, requestId: trace }) => {
    requireAdmin(caller);
    const { org, userId: by } = caller;
    const runs: string[] = [];
    await untilWritten(async () => {
      const person = await deps.people.read(org, id);
      if (!person) throw new HubError('not_found', { detail: 'Your organization has no user with this id.' });
      requireMatch(ifMatch, entityTag(person.version));
      for (const connection of await deps.connections.ofUser(org, id))
        runs.push((await startDisconnect(deps)({ connection, by, trace })).id);
      const actor = { kind: 'user', id: by } as const;
      const transition = newTransition(deps, { org, type: 'person.removed', subject: id, actor, trace });
      return (await deps.people.remove(person, transition)) ? person : undefined;
    });
    return { status: 200, body: { id, runs: [...new Set(runs)] } };
  });
