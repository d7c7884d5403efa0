import * as z from 'zod';
import { line, paragraph, userId } from '../fields.ts';
import { EventTypeKind, EventTypeState } from '../stored/event-type.ts';
import { durationField, durationSeconds, minutesField } from './duration-field.ts';
import { eventTypeQuestions } from './event-type-questions.ts';
import { eventTypeReminders } from './event-type-reminders.ts';
import { LocationBody } from './location-body.ts';

const isUnique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

const Host = z.strictObject({
  userId,
  weight: z
    .number()
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(10, 'must be at most 10')
    .optional(),
});

const hosts = z
  .array(Host)
  .max(20, 'must have at most 20 hosts')
  .refine((all) => isUnique(all.map((host) => host.userId)), 'must not name a host twice');

const durations = z
  .array(minutesField('PT5M', 'P1D'))
  .max(10, 'must have at most 10 entries')
  .refine((all) => isUnique(all.map(durationSeconds)), 'must not name a length twice');

const location = LocationBody.refine(({ kind, detail }) => kind !== 'custom' || detail !== undefined, {
  message: 'must be given where kind is custom: it is all that guests learn of the place',
  path: ['detail'],
});

const until = durationField('PT0M', 'P400D').optional();

const fields = z.strictObject({
  title: line(200),
  description: paragraph(8000).optional(),
  kind: EventTypeKind,
  /** A draft may have none. */
  hosts: hosts.default([]),
  /** A draft may have none. */
  durations: durations.default([]),
  /** Where it takes place; where the assigned host is met by default, if it is left out. */
  location: location.optional(),
  /** One link for all, or one for each guest where the location is Zoom. */
  linkPer: z.enum(['meeting', 'participant']).default('meeting'),
  questions: eventTypeQuestions.default([]),
  /** Those of the organization's settings, as they are now, if they are left out. */
  reminders: eventTypeReminders.optional(),
  /** How long before the start guests can cancel or move at the latest. */
  guestPolicy: z.strictObject({ cancelUntil: until, rescheduleUntil: until }).default({}),
  state: EventTypeState.default('draft'),
});
type Fields = z.infer<typeof fields>;

interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

const faultyWeights = ({ kind, hosts: all }: Fields): Fault[] =>
  all.flatMap(({ weight }, index) =>
    weight === undefined || kind === 'round_robin'
      ? []
      : [
          {
            path: ['hosts', index, 'weight'],
            message: 'belongs to round_robin only, where hosts take turns: remove it',
          },
        ],
  );

const crowded = ({ kind, hosts: all }: Fields): Fault[] =>
  kind === 'one_to_one' && all.length > 1
    ? [{ path: ['hosts'], message: 'must be one host for one_to_one: several are round_robin or collective' }]
    : [];

const unshareable = ({ linkPer, location: place }: Fields): Fault[] =>
  linkPer === 'participant' && place?.kind !== 'zoom'
    ? [
        {
          path: ['linkPer'],
          message:
            'must be meeting unless the location is Zoom, which alone can give each guest their own link',
        },
      ]
    : [];

const unfinished = ({ state, ...body }: Fields): Fault[] =>
  (['hosts', 'durations'] as const)
    .filter((name) => state === 'active' && body[name].length === 0)
    .map((name) => ({ path: [name], message: 'must name at least one, or keep it as a draft' }));

/** `POST /v1/event-types`, and `PUT /v1/event-types/{id}`: the whole of it; what is left out goes back to its default. */
export const EventTypeBody = fields.superRefine((body, context) => {
  const faults = [faultyWeights, crowded, unshareable, unfinished].flatMap((find) => find(body));
  for (const fault of faults) context.addIssue({ code: 'custom', ...fault });
});
export type EventTypeBody = z.infer<typeof EventTypeBody>;
