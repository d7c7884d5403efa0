import { AvailabilityScheduleParams } from '../../events/http/availability-schedule.ts';
import { HubError } from '../../shared/errors.ts';
import { isKnown } from '../../shared/http/entity-tag.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { SignedInRequest } from '../../shared/http/request.ts';
import { route } from '../../shared/http/route.ts';
import type { AvailabilitySchedules } from '../../shared/ports/availability-schedules.ts';
import type { Deps } from './deps.ts';
import { findPerson } from './find-person.ts';
import { presentSchedule, scheduleReply } from './schedule-reply.ts';

type ReadDeps = Pick<Deps, 'people' | 'clock'> & { readonly schedules: Pick<AvailabilitySchedules, 'read'> };
type Asked = Pick<SignedInRequest<unknown, unknown, unknown>, 'caller' | 'ifNoneMatch'>;

const read = async (
  deps: ReadDeps,
  { caller, ifNoneMatch }: Asked,
  id: string | undefined,
): Promise<Reply> => {
  if (caller.role === 'member' && id !== undefined && id !== caller.userId)
    throw new HubError('forbidden', { detail: 'You may see your own hours: ask for /v1/me/availability.' });
  const person = await findPerson(deps)(caller, id);
  const { schedule, etag } = presentSchedule(person, await deps.schedules.read(caller.org, person.id));
  return isKnown(ifNoneMatch, etag) ? { status: 304, headers: { etag } } : scheduleReply(schedule, etag);
};

/** `GET /v1/me/availability` */
export const readMySchedule = (deps: ReadDeps) => route({}, (request) => read(deps, request, undefined));

/** `GET /v1/users/{id}/availability`: one's own, for admins and assistants everybody's. */
export const readSchedule = (deps: ReadDeps) =>
  route({ params: AvailabilityScheduleParams }, (request) => read(deps, request, request.params.id));
