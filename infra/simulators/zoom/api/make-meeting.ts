import { randomBytes } from 'node:crypto';
import type { User } from '../users.ts';
import { tellCreated } from '../webhooks/meeting-events.ts';
import type { World } from '../world.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import { type MeetingFields, readFields, timesOf } from './meeting-fields.ts';
import type { Meeting } from './meetings.ts';
import { securedSettings } from './secured-settings.ts';
import { shownMeeting } from './shown-meeting.ts';

const passcode = (): string => randomBytes(6).toString('base64url').slice(0, 6);

const newMeeting = (
  { meetings }: World,
  host: User,
  fields: MeetingFields,
  createdBy: Meeting['createdBy'],
): Meeting => {
  // A passcode that is not mentioned follows the user's own settings, which want one.
  const password = fields.password ?? passcode();
  return {
    id: meetings.newId(),
    uuid: meetings.newUuid(),
    hostId: host.id,
    topic: fields.topic ?? 'Zoom Meeting',
    type: fields.type ?? 2,
    agenda: fields.agenda ?? '',
    password,
    settings: securedSettings(fields.settings ?? {}, password, host),
    createdAt: Date.now(),
    createdBy,
    status: 'waiting',
    registrants: [],
    startsAt: Date.now(),
    zone: host.zone,
    minutes: 60,
    ...timesOf(fields, host),
  };
};

/** `POST /users/me/meetings`: a second call makes a second meeting, whatever it says. */
export const makeMeeting = (world: World, { user, body, caller }: ApiRequest): ApiAnswer => {
  const fields = readFields(body, user);
  const meeting = newMeeting(world, user, fields, caller.kind === 'app' ? 'open_api' : 'web_portal');
  world.meetings.put(meeting);
  tellCreated(world, meeting);
  return { status: 201, body: shownMeeting(meeting, user) };
};
