import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';
import type { User } from '../users.ts';
import { ApiRefusal, invalidField } from './api-refusal.ts';
import type { Meeting } from './meetings.ts';

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;
const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const isTime = (text: string): boolean =>
  (LOCAL.test(text) || UTC.test(text)) && DateTime.fromISO(text).isValid;

const flag = z.boolean().optional();

const settings = z.looseObject({
  waiting_room: flag,
  join_before_host: flag,
  jbh_time: z.literal([0, 5, 10, 15]).optional(),
  approval_type: z.literal([0, 1, 2]).optional(),
  registration_type: z.literal([1, 2, 3]).optional(),
  registrants_email_notification: flag,
  registrants_confirmation_email: flag,
  email_notification: flag,
  alternative_hosts: z.string().optional(),
  meeting_authentication: flag,
  use_pmi: flag,
  auto_recording: z.enum(['local', 'cloud', 'none']).optional(),
  host_video: flag,
  participant_video: flag,
  mute_upon_entry: flag,
});

const fields = z.object({
  topic: z.string().max(200).optional(),
  type: z.literal([1, 2, 3, 8, 10]).optional(),
  start_time: z.string().refine(isTime).optional(),
  timezone: z
    .string()
    .refine((name) => IANAZone.isValidZone(name))
    .optional(),
  duration: z.int().min(1).optional(),
  agenda: z.string().max(2000).optional(),
  password: z
    .string()
    .regex(/^[a-zA-Z0-9@\-_*]{0,10}$/)
    .optional(),
  default_password: flag,
  schedule_for: z.string().optional(),
  settings: settings.optional(),
});
export type MeetingFields = z.output<typeof fields>;

const object = z.record(z.string(), z.unknown());

/** https://developers.zoom.us/docs/api/meetings/: offsets and milliseconds are no forms of a time there. */
export const readFields = (body: unknown, { id, email }: User): MeetingFields => {
  if (!object.safeParse(body).success)
    throw new ApiRefusal({
      status: 400,
      code: 300,
      message: 'Request Body should be a valid JSON object.',
    });
  const { success, data, error } = fields.safeParse(body);
  if (!success) throw invalidField(error.issues[0]?.path.join('.') ?? '');
  const { schedule_for: host } = data;
  if (host !== undefined && host !== id && host.toLowerCase() !== email)
    throw new ApiRefusal({
      status: 400,
      code: 3000,
      message: 'You cannot schedule a meeting for this user.',
    });
  return data;
};

/** What the host's time fields come to; the local form is read in the user's own zone unless another is given. */
export const timesOf = (
  { start_time: start, timezone, duration }: MeetingFields,
  { zone }: User,
): Partial<Pick<Meeting, 'startsAt' | 'zone' | 'minutes'>> => ({
  ...(start !== undefined && {
    startsAt: DateTime.fromISO(start, { zone: timezone ?? zone }).toMillis(),
  }),
  ...(timezone !== undefined && { zone: timezone }),
  ...(duration !== undefined && { minutes: duration }),
});
