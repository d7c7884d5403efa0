import { z } from 'zod';
import { eventTime } from './event-time.ts';

const attendee = z.object({
  email: z.string(),
  displayName: z.string().optional(),
  optional: z.boolean().optional(),
  resource: z.boolean().optional(),
  responseStatus: z.enum(['needsAction', 'declined', 'tentative', 'accepted']).default('needsAction'),
  comment: z.string().optional(),
  additionalGuests: z.int().optional(),
});
export type Attendee = z.infer<typeof attendee>;

const texts = z.record(z.string(), z.string());
const anything = z.record(z.string(), z.json());

/** What a caller may write, by the words of https://developers.google.com/workspace/calendar/api/v3/reference/events; the rest is ignored. */
export const eventFields = z.object({
  summary: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  colorId: z.string().optional(),
  eventLabelId: z.string().optional(),
  start: eventTime.optional(),
  end: eventTime.optional(),
  recurrence: z.array(z.string()).optional(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']).default('confirmed'),
  transparency: z.enum(['opaque', 'transparent']).optional(),
  visibility: z.enum(['default', 'public', 'private', 'confidential']).optional(),
  attendees: z.array(attendee).optional(),
  attendeesOmitted: z.boolean().optional(),
  extendedProperties: z.object({ private: texts.optional(), shared: texts.optional() }).optional(),
  reminders: z
    .object({
      useDefault: z.boolean().default(false),
      overrides: z
        .array(z.object({ method: z.enum(['email', 'popup']), minutes: z.int().min(0).max(40_320) }))
        .max(5)
        .optional(),
    })
    .default({ useDefault: true }),
  guestsCanInviteOthers: z.boolean().optional(),
  guestsCanModify: z.boolean().optional(),
  guestsCanSeeOtherGuests: z.boolean().optional(),
  anyoneCanAddSelf: z.boolean().optional(),
  source: z.object({ url: z.string(), title: z.string().optional() }).optional(),
  attachments: z.array(anything).max(25).optional(),
  eventType: z
    .enum(['default', 'outOfOffice', 'focusTime', 'workingLocation', 'birthday', 'fromGmail'])
    .default('default'),
  workingLocationProperties: anything.optional(),
  outOfOfficeProperties: anything.optional(),
  focusTimeProperties: anything.optional(),
});
export type EventFields = z.infer<typeof eventFields>;

/** A guest's own: no change of the organizer's overwrites them. */
export const PERSONAL_FIELDS = ['reminders', 'colorId', 'eventLabelId', 'transparency'] as const;
