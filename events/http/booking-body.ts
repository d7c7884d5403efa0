import * as z from 'zod';
import { emailAddress, httpsUrl, ianaZone, instant, line, locale, paragraph, userId } from '../fields.ts';
import { LocationBody } from './location-body.ts';
import { RecurrenceBody } from './recurrence-body.ts';
import { SeriesScope } from './series-scope.ts';

const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;

const GuestBody = z.strictObject({
  email: emailAddress,
  name: line(200),
  zone: ianaZone.optional(),
  locale: locale.optional(),
});
export type GuestBody = z.infer<typeof GuestBody>;

const hosts = z
  .array(userId)
  .min(1, 'must name at least one host')
  .max(20, 'must have at most 20 hosts')
  .refine(isUnique, 'must not name a host twice');

const guests = z
  .array(GuestBody)
  .max(100, 'must have at most 100 guests')
  .refine((all) => isUnique(all.map(({ email }) => email.toLowerCase())), 'must not name an address twice');

const resources = z
  .array(line(200))
  .max(20, 'must have at most 20 entries')
  .refine(isUnique, 'must not name one twice');

const metadata = z
  .record(line(64), paragraph(1000))
  .refine((entries) => Object.keys(entries).length <= 20, 'must have at most 20 entries');

const required = { title: line(200), start: instant, end: instant, zone: ianaZone, hosts };

const optional = {
  guests: guests.optional(),
  status: z.enum(['draft', 'confirmed']).optional(),
  /** The organizer's calendar that the event lies in; theirs that is marked as target by default. */
  calendar: line(256).optional(),
  /** One link for all, or one for each guest where the location is Zoom. */
  linkPer: z.enum(['meeting', 'participant']).optional(),
  /** Admins only: overlaps are taken and shown as conflicts. */
  allowConflicts: z.boolean().optional(),
  /** Admins only: `none` tells nobody of this change. */
  notify: z.enum(['all', 'none']).optional(),
};

const clearable = {
  description: paragraph(8000),
  location: LocationBody,
  resources,
  externalId: line(200),
  metadata,
  url: httpsUrl,
};

/** `POST /v1/bookings` */
export const BookingPost = z
  .strictObject({
    ...required,
    ...optional,
    ...z.object(clearable).partial().shape,
    recurrence: RecurrenceBody.optional(),
    /** Of a series: meetings whose time is taken are left out, and named in the answer. */
    skipConflicts: z.boolean().optional(),
  })
  .refine(({ recurrence, skipConflicts }) => recurrence !== undefined || skipConflicts === undefined, {
    message: 'is for bookings with a recurrence: leave it out',
    path: ['skipConflicts'],
  })
  .refine(({ recurrence, status }) => recurrence === undefined || status !== 'draft', {
    message: 'must not be draft for a booking with a recurrence',
    path: ['status'],
  });
export type BookingPost = z.infer<typeof BookingPost>;

/** `PATCH /v1/bookings/{id}`: what is left out stays; `null` takes an optional one away. */
export const BookingPatch = z.strictObject({
  ...z.object(required).partial().shape,
  ...optional,
  description: clearable.description.nullable().optional(),
  location: clearable.location.nullable().optional(),
  resources: clearable.resources.nullable().optional(),
  externalId: clearable.externalId.nullable().optional(),
  metadata: clearable.metadata.nullable().optional(),
  url: clearable.url.nullable().optional(),
  scope: SeriesScope.optional(),
});
export type BookingPatch = z.infer<typeof BookingPatch>;
