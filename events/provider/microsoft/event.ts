import * as z from 'zod';

/** Wall time in the zone beside it, which is UTC wherever it was asked for. */
const When = z.object({ dateTime: z.string(), timeZone: z.string() });

const RESPONSES = [
  'none',
  'organizer',
  'tentativelyAccepted',
  'accepted',
  'declined',
  'notResponded',
] as const;
const Status = z.object({ response: z.enum(RESPONSES).catch('none') }).catch({ response: 'none' });

const Attendee = z.object({
  type: z.string().optional().catch(undefined),
  status: Status,
  emailAddress: z
    .object({ address: z.string(), name: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/**
 * The fields that we read of https://learn.microsoft.com/en-us/graph/api/resources/event. An occurrence in a round of changes has its
 * ids and times only; whatever else is odd is taken for absent.
 */
export const MicrosoftEvent = z.object({
  id: z.string(),
  '@odata.etag': z.string().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
  /** Ours, where the event was created by us. */
  transactionId: z.string().nullish().catch(undefined),
  seriesMasterId: z.string().nullish().catch(undefined),
  start: When.optional().catch(undefined),
  end: When.optional().catch(undefined),
  isAllDay: z.boolean().optional().catch(undefined),
  isCancelled: z.boolean().optional().catch(undefined),
  showAs: z.string().optional().catch(undefined),
  sensitivity: z.string().optional().catch(undefined),
  subject: z.string().nullish().catch(undefined),
  location: z.object({ displayName: z.string().optional() }).nullish().catch(undefined),
  lastModifiedDateTime: z.string().optional().catch(undefined),
  iCalUId: z.string().nullish().catch(undefined),
  isOrganizer: z.boolean().optional().catch(undefined),
  responseStatus: Status.optional(),
  attendees: z.array(Attendee).optional().catch(undefined),
  body: z.object({ content: z.string() }).optional().catch(undefined),
  isOnlineMeeting: z.boolean().optional().catch(undefined),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish().catch(undefined),
  webLink: z.string().optional().catch(undefined),
  singleValueExtendedProperties: z
    .array(z.object({ id: z.string(), value: z.string() }))
    .optional()
    .catch(undefined),
});
export type MicrosoftEvent = z.infer<typeof MicrosoftEvent>;

/** No longer in the window of a round of changes: deleted, moved out of it, or never in it. */
export const MicrosoftRemoved = z.object({ id: z.string(), '@removed': z.object({}) });
