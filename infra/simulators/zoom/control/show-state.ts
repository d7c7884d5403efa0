import { joinUrl, registrantUrl } from '../api/links.ts';
import type { Meeting } from '../api/meetings.ts';
import type { World } from '../world.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

const shownMeeting = ({ users, meetings }: World, meeting: Meeting): Record<string, unknown> => {
  const host = users.find(meeting.hostId);
  const { startsAt, startedAt, endedAt, deletedAt, createdAt, registrants, ...rest } = meeting;
  return {
    ...rest,
    account: host?.email,
    start: iso(startsAt),
    createdAt: iso(createdAt),
    ...(startedAt !== undefined && { startedAt: iso(startedAt) }),
    ...(endedAt !== undefined && { endedAt: iso(endedAt) }),
    ...(deletedAt !== undefined && { deletedAt: iso(deletedAt) }),
    exists: meetings.find(meeting.id) !== undefined,
    joinUrl: host && joinUrl(meeting, host),
    registrants: registrants.map((each) => ({
      id: each.id,
      email: each.email,
      joinUrl: host && registrantUrl(meeting, host, each),
    })),
  };
};

/** Everything that a test may want to look at; a meeting's id is a text here. */
export const showState = (world: World): Record<string, unknown> => ({
  accounts: world.users.all(),
  events: [],
  channels: [],
  subscriptions: world.subscriptions.all(),
  meetings: world.meetings.all().map((meeting) => shownMeeting(world, meeting)),
  grants: world.grants.all().map(({ userId, scopes, authorizedAt, refreshedAt }) => ({
    account: world.users.find(userId)?.email,
    scopes,
    authorizedAt: iso(authorizedAt),
    refreshedAt: iso(refreshedAt),
  })),
  calls: world.calls.all(),
  limits: world.limits.counters(),
});
