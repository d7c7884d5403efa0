import { PeopleQuery, PersonParams } from '../../events/http/people.ts';
import { HubError } from '../../shared/errors.ts';
import { entityTag, isKnown } from '../../shared/http/entity-tag.ts';
import { requireAdmin } from '../../shared/http/require-admin.ts';
import { route } from '../../shared/http/route.ts';
import type { AdminDeps } from './admin-deps.ts';
import { personReply } from './person-reply.ts';

/** `GET /v1/admin/users` */
export const listUsers = ({ people }: Pick<AdminDeps, 'people'>) =>
  route({ query: PeopleQuery }, async ({ caller, query }) => {
    requireAdmin(caller);
    const { items, next } = await people.list({ org: caller.org, ...query });
    return { status: 200, body: { items: items.map(personReply), next } };
  });

/** `GET /v1/admin/users/{id}` */
export const readUser = ({ people }: Pick<AdminDeps, 'people'>) =>
  route({ params: PersonParams }, async ({ caller, params, ifNoneMatch }) => {
    requireAdmin(caller);
    const person = await people.read(caller.org, params.id);
    if (!person) throw new HubError('not_found', { detail: 'Your organization has no user with this id.' });
    const etag = entityTag(person.version);
    return isKnown(ifNoneMatch, etag)
      ? { status: 304 }
      : { status: 200, body: personReply(person), headers: { etag } };
  });
