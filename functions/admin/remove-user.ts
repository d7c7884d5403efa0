import { PersonParams } from '../../events/http/people.ts';
import type { Due } from '../../events/stored/due.ts';
import type { Transition } from '../../events/stored/transition.ts';
import { startDisconnect } from '../../shared/connections/start-disconnect.ts';
import { HubError } from '../../shared/errors.ts';
import { newTransition } from '../../shared/history/new-transition.ts';
import { entityTag, requireMatch } from '../../shared/http/entity-tag.ts';
import { requireAdmin } from '../../shared/http/require-admin.ts';
import { route } from '../../shared/http/route.ts';
import { untilWritten } from '../../shared/people/until-written.ts';
import type { AdminDeps } from './admin-deps.ts';
import { sendOn } from './send-on.ts';

const GRACE_MS = 60_000;

/** What names them as a host is changed: a debt of the removal. */
const hostingOwed = ({ id: removal, org, subject: userId, at, trace }: Transition): Due => {
  const body = { v: 1, kind: 'person_removed', org, userId, removal, trace } as const;
  const dueAt = new Date(Date.parse(at) + GRACE_MS).toISOString();
  const messages = [{ queue: 'provision' as const, body }];
  return { v: 1, kind: 'person_removed', owner: removal, version: 1, dueAt, messages };
};

/**
 * `DELETE /v1/admin/users/{id}`: their accounts are disconnected by runs of their own; bookings stand, without events in their calendars,
 * and can be moved or cancelled as before. Event types lose them as a host, and become drafts where nobody is left.
 */
export const removeUser = (deps: AdminDeps) =>
  route({ params: PersonParams }, async ({ caller, params: { id }, ifMatch, requestId: trace }) => {
    requireAdmin(caller);
    const { org, userId: by } = caller;
    const runs: string[] = [];
    const due = await untilWritten(async () => {
      const person = await deps.people.read(org, id);
      if (!person) throw new HubError('not_found', { detail: 'Your organization has no user with this id.' });
      requireMatch(ifMatch, entityTag(person.version));
      for (const connection of await deps.connections.ofUser(org, id))
        runs.push((await startDisconnect(deps)({ connection, by, trace })).id);
      const actor = { kind: 'user', id: by } as const;
      const transition = newTransition(deps, { org, type: 'person.removed', subject: id, actor, trace });
      const owed = hostingOwed(transition);
      return (await deps.people.remove(person, transition, owed)) ? owed : undefined;
    });
    await sendOn(deps, due, trace);
    return { status: 200, body: { id, runs: [...new Set(runs)] } };
  });
