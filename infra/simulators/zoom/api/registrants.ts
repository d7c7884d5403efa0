import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { User } from '../users.ts';
import type { World } from '../world.ts';
import { ApiRefusal, invalidField, refused } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, meetingOf } from './api-request.ts';
import { registrantUrl } from './links.ts';
import type { Meeting, Registrant } from './meetings.ts';
import { utcTime } from './shown-meeting.ts';

const wanted = z.object({
  email: z.email().max(128),
  first_name: z.string().min(1).max(64),
  last_name: z.string().max(64).default(''),
});

/** Only a paid host has registration, and only a meeting that was made with it. */
const registered = (world: World, request: ApiRequest): Meeting => {
  const meeting = meetingOf(world, request);
  const { id, plan } = request.user;
  if (meeting.hostId !== id) throw refused(3000, 'Cannot access meeting info.');
  if (plan === 'basic') throw refused(200, `Only available for paid users: ${id}.`);
  if (meeting.settings.approval_type === 2)
    throw new ApiRefusal({
      status: 404,
      code: 404,
      message: `Registration has not been enabled for this meeting: ${meeting.id}.`,
    });
  return meeting;
};

const newRegistrant = ({ email, first_name, last_name }: z.output<typeof wanted>): Registrant => ({
  id: randomBytes(16).toString('base64url'),
  email: email.toLowerCase(),
  firstName: first_name,
  lastName: last_name,
  createdAt: Date.now(),
  key: `${randomBytes(32).toString('base64url')}.DQ`,
});

/** `POST /meetings/{id}/registrants`: the same address again is the same registrant, with the same link. */
export const addRegistrant = (world: World, request: ApiRequest): ApiAnswer => {
  const meeting = registered(world, request);
  const { success, data, error } = wanted.safeParse(request.body);
  if (!success) throw invalidField(error.issues[0]?.path.join('.') ?? '');
  if (meeting.status === 'ended') throw refused(3038, 'Meeting is over, you cannot register now.');
  const known = meeting.registrants.find(({ email }) => email === data.email.toLowerCase());
  const registrant = known ?? newRegistrant(data);
  if (!known) world.meetings.put({ ...meeting, registrants: [...meeting.registrants, registrant] });
  return {
    status: 201,
    body: {
      id: BigInt(meeting.id),
      registrant_id: registrant.id,
      topic: meeting.topic,
      start_time: utcTime(meeting.startsAt),
      join_url: registrantUrl(meeting, request.user, registrant),
    },
  };
};

const shown = (meeting: Meeting, host: User, registrant: Registrant): Record<string, unknown> => ({
  id: registrant.id,
  email: registrant.email,
  first_name: registrant.firstName,
  last_name: registrant.lastName,
  status: 'approved',
  create_time: utcTime(registrant.createdAt),
  join_url: registrantUrl(meeting, host, registrant),
});

/** `GET /meetings/{id}/registrants`: all on one page. */
export const listRegistrants = (world: World, request: ApiRequest): ApiAnswer => {
  const meeting = registered(world, request);
  return {
    status: 200,
    body: {
      page_size: 300,
      total_records: meeting.registrants.length,
      next_page_token: '',
      registrants: meeting.registrants.map((each) => shown(meeting, request.user, each)),
    },
  };
};

/** `DELETE /meetings/{id}/registrants/{registrantId}`. */
export const removeRegistrant = (world: World, request: ApiRequest): ApiAnswer => {
  const meeting = registered(world, request);
  const id = decodeURIComponent(request.params[1] ?? '');
  const registrants = meeting.registrants.filter((each) => each.id !== id);
  if (registrants.length === meeting.registrants.length)
    throw refused(300, `Registrant ${id} was not found.`);
  world.meetings.put({ ...meeting, registrants });
  return { status: 204 };
};
