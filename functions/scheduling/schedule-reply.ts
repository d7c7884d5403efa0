import type { AvailabilityScheduleView } from '../../events/http/availability-schedule.ts';
import type { AvailabilitySchedule } from '../../events/stored/availability-schedule.ts';
import type { Person } from '../../events/stored/person.ts';
import { defaultSchedule } from '../../shared/domain/default-schedule.ts';
import { entityTag } from '../../shared/http/entity-tag.ts';
import type { Reply } from '../../shared/http/reply.ts';

/** What holds for a person now. The defaults follow their profile, so their tag does. */
export const presentSchedule = (
  person: Person,
  stored: AvailabilitySchedule | undefined,
): { schedule: AvailabilitySchedule; etag: string } =>
  stored
    ? { schedule: stored, etag: entityTag(stored.version) }
    : { schedule: defaultSchedule(person), etag: entityTag(0, person.version) };

export const scheduleReply = (schedule: AvailabilitySchedule, etag: string): Reply => {
  const { v: _v, org: _org, userId: _userId, version: _version, updatedAt: _at, ...body } = schedule;
  return { status: 200, body: body satisfies AvailabilityScheduleView, headers: { etag } };
};
