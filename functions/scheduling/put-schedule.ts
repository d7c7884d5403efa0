import {
  AvailabilityScheduleParams,
  AvailabilitySchedulePut,
} from '../../events/http/availability-schedule.ts';
import { durationSeconds } from '../../events/http/duration-field.ts';
import { AvailabilitySchedule } from '../../events/stored/availability-schedule.ts';
import type { Person } from '../../events/stored/person.ts';
import { requireLocation } from '../../shared/connections/require-location.ts';
import { defaultSchedule } from '../../shared/domain/default-schedule.ts';
import { HubError } from '../../shared/errors.ts';
import { newTransition } from '../../shared/history/new-transition.ts';
import { entityTag, requireMatch } from '../../shared/http/entity-tag.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { Caller, SignedInRequest } from '../../shared/http/request.ts';
import { route } from '../../shared/http/route.ts';
import { untilWritten } from '../../shared/people/until-written.ts';
import type { AvailabilitySchedules } from '../../shared/ports/availability-schedules.ts';
import type { Ids } from '../../shared/ports/ids.ts';
import type { OrgSettingsStore } from '../../shared/ports/org-settings-store.ts';
import type { Deps } from './deps.ts';
import { findPerson } from './find-person.ts';
import { presentSchedule, scheduleReply } from './schedule-reply.ts';

type PutDeps = Pick<Deps, 'people' | 'clock' | 'connections'> & {
  readonly schedules: AvailabilitySchedules;
  readonly settings: OrgSettingsStore;
  readonly ids: Ids;
};
type Put = Pick<
  SignedInRequest<unknown, unknown, AvailabilitySchedulePut>,
  'caller' | 'body' | 'ifMatch' | 'requestId'
>;

const assertMayPut = ({ role, userId }: Caller, id: string | undefined): void => {
  if (role === 'assistant')
    throw new HubError('forbidden', { detail: 'Assistants may read hours, not change them.' });
  if (role === 'member' && id !== undefined && id !== userId)
    throw new HubError('forbidden', { detail: 'You may change your own hours: use /v1/me/availability.' });
};

const scheduleAfter = (
  person: Person,
  body: AvailabilitySchedulePut,
  { version, updatedAt }: Pick<AvailabilitySchedule, 'version' | 'updatedAt'>,
): AvailabilitySchedule =>
  AvailabilitySchedule.parse({ ...defaultSchedule(person), ...body, version, updatedAt });

/** Else nothing could ever be booked. */
const assertOpen = ({ notice, horizon }: AvailabilitySchedule): void => {
  if ((durationSeconds(notice) ?? 0) >= (durationSeconds(horizon) ?? 0))
    throw new HubError('invalid_request', {
      detail: 'The body is not valid: see errors.',
      errors: [{ field: 'notice', message: `must be shorter than horizon, which is ${horizon}` }],
    });
};

const put = async (
  deps: PutDeps,
  { caller, body, ...asked }: Put,
  id: string | undefined,
): Promise<Reply> => {
  assertMayPut(caller, id);
  const { org } = caller;
  const found = await findPerson(deps)(caller, id);
  if (body.location) await requireLocation(deps)({ org, userIds: [found.id] }, body.location.kind);
  const transition = newTransition(deps, {
    org,
    type: 'person.availability',
    subject: found.id,
    actor: { kind: 'user', id: caller.userId },
    trace: asked.requestId,
    changed: Object.keys(body),
  });
  const updatedAt = new Date(deps.clock.now()).toISOString();
  const after = await untilWritten(async () => {
    const person = await findPerson(deps)(caller, id);
    const stored = await deps.schedules.read(org, person.id);
    requireMatch(asked.ifMatch, presentSchedule(person, stored).etag);
    const next = scheduleAfter(person, body, { version: (stored?.version ?? 0) + 1, updatedAt });
    assertOpen(next);
    return (await deps.schedules.put(next, transition)) ? next : undefined;
  });
  return scheduleReply(after, entityTag(after.version));
};

/** `PUT /v1/me/availability` */
export const putMySchedule = (deps: PutDeps) =>
  route({ body: AvailabilitySchedulePut }, (request) => put(deps, request, undefined));

/** `PUT /v1/users/{id}/availability`: one's own, for admins everybody's. */
export const putSchedule = (deps: PutDeps) =>
  route({ params: AvailabilityScheduleParams, body: AvailabilitySchedulePut }, (request) =>
    put(deps, request, request.params.id),
  );
