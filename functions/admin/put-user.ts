import { PersonParams, PersonPut } from '../../events/http/people.ts';
import type { Person } from '../../events/stored/person.ts';
import { type FieldError, HubError } from '../../shared/errors.ts';
import { newTransition } from '../../shared/history/new-transition.ts';
import { entityTag, requireMatch } from '../../shared/http/entity-tag.ts';
import { requireAdmin } from '../../shared/http/require-admin.ts';
import { route } from '../../shared/http/route.ts';
import { untilWritten } from '../../shared/people/until-written.ts';
import type { AdminDeps } from './admin-deps.ts';
import { personReply } from './person-reply.ts';

type Deps = Pick<AdminDeps, 'people' | 'settings' | 'clock' | 'ids'>;

/** Departments and designations are chosen from the org's lists, once it has any. */
const requireChoices = async ({ people, settings }: Deps, org: string, body: PersonPut): Promise<void> => {
  const { departments, designations } = await settings.read(org);
  const lists = { department: departments, designation: designations };
  const errors: FieldError[] = (['department', 'designation'] as const)
    .filter((field) => {
      const chosen = body[field];
      return chosen !== undefined && lists[field].length > 0 && !lists[field].includes(chosen);
    })
    .map((field) => ({ field, message: "must be one of those in your organization's settings" }));
  if (body.gm !== undefined && !(await people.read(org, body.gm)))
    errors.push({ field: 'gm', message: 'must be the id of a user of your organization' });
  if (errors.length > 0)
    throw new HubError('invalid_request', { detail: 'The body is not valid: see errors.', errors });
};

const DEFAULTS = { zone: 'UTC', locale: 'en', role: 'member' } as const;

const personAfter = (
  target: { org: string; id: string; at: string },
  body: PersonPut,
  before?: Person,
): Person => {
  const { org, id, at } = target;
  const { zone = DEFAULTS.zone, locale = DEFAULTS.locale, role = DEFAULTS.role, ...rest } = body;
  const stamps = { version: (before?.version ?? 0) + 1, createdAt: before?.createdAt ?? at, updatedAt: at };
  return { v: 1, org, id, ...stamps, ...rest, zone, locale, role };
};

/** `PUT /v1/admin/users/{id}`: also tells of a person before their first sign-in. */
export const putUser = (deps: Deps) =>
  route({ params: PersonParams, body: PersonPut }, async ({ caller, params: { id }, body, ...request }) => {
    requireAdmin(caller);
    const { org } = caller;
    await requireChoices(deps, org, body);
    const at = new Date(deps.clock.now()).toISOString();
    const actor = { kind: 'user', id: caller.userId } as const;
    const trace = request.requestId;
    const transition = newTransition(deps, { org, type: 'person.put', subject: id, actor, trace });
    const person = await untilWritten(async () => {
      const before = await deps.people.read(org, id);
      requireMatch(request.ifMatch, before && entityTag(before.version));
      const after = personAfter({ org, id, at }, body, before);
      return (await deps.people.put(after, transition)) ? after : undefined;
    });
    const status = person.version === 1 ? 201 : 200;
    return { status, body: personReply(person), headers: { etag: entityTag(person.version) } };
  });
