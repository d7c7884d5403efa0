import type { User } from '../users.ts';
import { tellDeleted, tellUpdated } from '../webhooks/meeting-events.ts';
import type { World } from '../world.ts';
import { refused } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, meetingOf } from './api-request.ts';
import { type MeetingFields, readFields, timesOf } from './meeting-fields.ts';
import type { Meeting } from './meetings.ts';
import { securedSettings } from './secured-settings.ts';
import { shownMeeting } from './shown-meeting.ts';

const hostedBy = (world: World, request: ApiRequest): Meeting => {
  const meeting = meetingOf(world, request);
  if (meeting.hostId !== request.user.id)
    throw refused(3003, 'You are not the meeting host and have no permission to do this.');
  return meeting;
};

/** `GET /meetings/{id}`: the truth, with a fresh start link. */
export const readMeeting = (world: World, request: ApiRequest): ApiAnswer => {
  const meeting = meetingOf(world, request);
  if (meeting.hostId !== request.user.id) throw refused(3000, 'Cannot access meeting info.');
  return { status: 200, body: shownMeeting(meeting, request.user) };
};

const changed = (meeting: Meeting, fields: MeetingFields, host: User): Meeting => {
  const { topic, agenda, type } = fields;
  const password = fields.password ?? meeting.password;
  return {
    ...meeting,
    ...(topic !== undefined && { topic }),
    ...(agenda !== undefined && { agenda }),
    ...(type !== undefined && { type }),
    password,
    settings: securedSettings({ ...meeting.settings, ...fields.settings }, password, host),
    ...timesOf(fields, host),
  };
};

/** `PATCH /meetings/{id}`: number and link stay, unless the passcode changes. */
export const patchMeeting = (world: World, request: ApiRequest): ApiAnswer => {
  const fields = readFields(request.body, request.user);
  const meeting = hostedBy(world, request);
  if (meeting.status === 'started') throw refused(3000, 'A started meeting cannot be updated.');
  const after = changed(meeting, fields, request.user);
  world.meetings.put(after.startsAt > Date.now() ? { ...after, status: 'waiting' } : after);
  tellUpdated(world, meeting, after);
  return { status: 204 };
};

/** `DELETE /meetings/{id}`: into the trash, from which it may come back. */
export const deleteMeeting = (world: World, request: ApiRequest): ApiAnswer => {
  const meeting = hostedBy(world, request);
  if (meeting.status === 'started') throw refused(3002, 'The meeting is in progress.');
  if (meeting.status === 'ended') throw refused(3007, 'The meeting has already ended.');
  world.meetings.put({ ...meeting, deletedAt: Date.now() });
  tellDeleted(world, meeting);
  return { status: 204 };
};
