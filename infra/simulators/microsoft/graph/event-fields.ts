import { z } from 'zod';
import { recurrence } from './recurrence.ts';

const time = z.object({ dateTime: z.string(), timeZone: z.string() });
const address = z.object({ name: z.string().optional(), address: z.string().min(1) });
const location = z.looseObject({ displayName: z.string().default('') });

const attendee = z.object({
  type: z.enum(['required', 'optional', 'resource']).default('required'),
  emailAddress: address,
});

const anyCase = <Words extends readonly [string, ...string[]]>(words: Words) =>
  z.string().transform((text, context): Words[number] => {
    const found = words.find((each) => each.toLowerCase() === text.toLowerCase());
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: `must be one of ${words.join(', ')}` });
    return z.NEVER;
  });

const SHOW_AS = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'] as const;
const SENSITIVITY = ['normal', 'personal', 'private', 'confidential'] as const;
const IMPORTANCE = ['low', 'normal', 'high'] as const;

/** What a caller may write, by the words of https://learn.microsoft.com/en-us/graph/api/resources/event; the rest is ignored. */
export const writableEvent = z
  .object({
    subject: z
      .string()
      .nullable()
      .transform((text) => text ?? ''),
    body: z.object({
      contentType: anyCase(['html', 'text']).default('text'),
      content: z.string().default(''),
    }),
    start: time,
    end: time,
    isAllDay: z.boolean(),
    location: location.nullable(),
    locations: z.array(location),
    attendees: z.array(attendee).max(500),
    sensitivity: anyCase(SENSITIVITY),
    showAs: anyCase(SHOW_AS),
    importance: anyCase(IMPORTANCE),
    categories: z.array(z.string()),
    reminderMinutesBeforeStart: z.int(),
    isReminderOn: z.boolean(),
    responseRequested: z.boolean(),
    allowNewTimeProposals: z.boolean(),
    hideAttendees: z.boolean(),
    recurrence: recurrence.nullable(),
    transactionId: z.string().nullable(),
    isOnlineMeeting: z.boolean(),
    onlineMeetingProvider: z.string(),
    singleValueExtendedProperties: z.array(z.object({ id: z.string(), value: z.string() })),
  })
  .partial();
export type WritableEvent = z.infer<typeof writableEvent>;

const RESPONSES = [
  'none',
  'organizer',
  'tentativelyAccepted',
  'accepted',
  'declined',
  'notResponded',
] as const;

export interface Response {
  readonly response: (typeof RESPONSES)[number];
  /** ISO 8601, or the year 1 when nobody answered. */
  readonly time: string;
}
export const UNANSWERED: Response = { response: 'none', time: '0001-01-01T00:00:00Z' };

export interface Attendee {
  readonly type: 'required' | 'optional' | 'resource';
  readonly emailAddress: { readonly name: string; readonly address: string };
  readonly status: Response;
}

/** What is said of an event, the same in everybody's copy or their own. */
export interface EventFields {
  readonly subject: string;
  readonly html: string;
  readonly start: { readonly dateTime: string; readonly timeZone: string };
  readonly end: { readonly dateTime: string; readonly timeZone: string };
  readonly isAllDay: boolean;
  readonly locations: readonly z.infer<typeof location>[];
  readonly attendees: readonly Attendee[];
  readonly sensitivity: (typeof SENSITIVITY)[number];
  readonly showAs: (typeof SHOW_AS)[number];
  readonly importance: (typeof IMPORTANCE)[number];
  readonly categories: readonly string[];
  readonly reminderMinutesBeforeStart: number;
  readonly isReminderOn: boolean;
  readonly responseRequested: boolean;
  readonly allowNewTimeProposals: boolean;
  readonly hideAttendees: boolean;
  readonly recurrence: z.infer<typeof recurrence> | null;
}
