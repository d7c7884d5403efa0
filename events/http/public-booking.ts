import * as z from 'zod';
import { emailAddress, ianaZone, instant, line, locale, paragraph } from '../fields.ts';
import { Answer, Conference, Location } from '../stored/booking.ts';
import { durationField } from './duration-field.ts';

/** Names go into mails to others: who sends links that way sends no invitation. */
const guestName = line(100).refine((name) => !/:\/\/|www\./iu.test(name), 'must be a name, not a link');

const Guest = z.strictObject({ name: guestName, email: emailAddress });

const guests = z.array(Guest).max(10, 'must have at most 10 guests');

/** By the id of the question: a text, or true or false. */
const answers = z
  .record(z.string().max(40), z.union([paragraph(4000), z.boolean()], 'must be a text, or true or false'))
  .refine((all) => Object.keys(all).length <= 50, 'must have at most 50 entries');

/** `POST /v1/event-types/{id}/bookings` */
export const PublicBookingPost = z
  .strictObject({
    start: instant,
    /** One of the event type's; its first by default. */
    duration: durationField('PT5M', 'P1D').optional(),
    /** Of the guest. */
    zone: ianaZone,
    locale: locale.optional(),
    guest: Guest,
    /** Whom they bring along. */
    guests: guests.optional(),
    answers: answers.optional(),
    /** Only holds the slot, for 15 minutes in which it can be confirmed. */
    hold: z.boolean().optional(),
  })
  .superRefine(({ guest, guests: others = [] }, context) => {
    const known = new Set([guest.email.toLowerCase()]);
    for (const [index, { email }] of others.entries()) {
      if (known.has(email.toLowerCase()))
        context.addIssue({
          code: 'custom',
          path: ['guests', index, 'email'],
          message: 'is named already: leave it out',
        });
      known.add(email.toLowerCase());
    }
  });
export type PublicBookingPost = z.infer<typeof PublicBookingPost>;

/** `POST /v1/event-types/{id}/bookings/confirm` */
export const HoldConfirm = z.strictObject({
  /** What came with the held slot: it opens the guest's pages. */
  token: line(100),
});

/** A booking as its guest may see it; never a host's id or calendar. */
export const PublicBooking = z.object({
  id: z.string(),
  eventTypeId: z.string(),
  title: z.string(),
  description: z.string().optional(),
  start: z.string(),
  end: z.string(),
  zone: z.string(),
  status: z.enum(['draft', 'confirmed', 'cancelled']),
  holdUntil: z.string().optional(),
  hosts: z.array(z.object({ name: z.string() })),
  guests: z.array(z.object({ id: z.string(), name: z.string(), email: z.string() })),
  answers: z.array(Answer),
  location: Location.optional(),
  conference: Conference.pick({ kind: true, joinUrl: true, state: true }).optional(),
  /** The guest's own: whoever has it acts as them. Absent where a request came again whose Idempotency-Key could be guessed. */
  token: z.string().optional(),
  /** The page that it opens. */
  link: z.string().optional(),
  createdAt: z.string(),
});
export type PublicBooking = z.infer<typeof PublicBooking>;
