import * as z from 'zod';

/** `date` for a whole day, `dateTime` for an instant. */
const When = z.object({ date: z.string(), dateTime: z.string() }).partial().catch({});

const Attendee = z.object({
  email: z.string().optional().catch(undefined),
  displayName: z.string().optional().catch(undefined),
  responseStatus: z.enum(['needsAction', 'declined', 'tentative', 'accepted']).catch('needsAction'),
  self: z.boolean().catch(false),
  resource: z.boolean().catch(false),
});

const ConferenceData = z.object({
  createRequest: z
    .object({
      status: z.object({ statusCode: z.enum(['pending', 'success', 'failure', 'other']).catch('other') }),
    })
    .optional()
    .catch(undefined),
  entryPoints: z
    .array(z.object({ entryPointType: z.string(), uri: z.string() }))
    .optional()
    .catch(undefined),
});

/**
 * The fields that we read of https://developers.google.com/workspace/calendar/api/v3/reference/events.
 * A deleted event guarantees its id only; whatever else is odd is taken for absent.
 */
export const GoogleEvent = z.object({
  id: z.string(),
  status: z.enum(['confirmed', 'tentative', 'cancelled', 'other']).catch('other'),
  start: When.optional(),
  end: When.optional(),
  transparency: z.string().optional().catch(undefined),
  visibility: z.string().optional().catch(undefined),
  summary: z.string().optional().catch(undefined),
  location: z.string().optional().catch(undefined),
  etag: z.string().optional().catch(undefined),
  updated: z.string().optional().catch(undefined),
  iCalUID: z.string().optional().catch(undefined),
  attendees: z.array(Attendee).catch([]),
  conferenceData: ConferenceData.optional().catch(undefined),
  hangoutLink: z.string().optional().catch(undefined),
  htmlLink: z.string().optional().catch(undefined),
  extendedProperties: z
    .object({ private: z.record(z.string(), z.string()) })
    .optional()
    .catch(undefined),
});
export type GoogleEvent = z.infer<typeof GoogleEvent>;
