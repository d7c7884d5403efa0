import * as z from 'zod';
import { Answer, Conference, Location, Rsvp } from '../stored/booking.ts';
import { Reminder } from '../stored/booking-terms.ts';
import { NoticeKind } from '../stored/notice.ts';
import { CalendarPlatform } from '../stored/org-settings.ts';

const HostCalendar = z.object({
  platform: CalendarPlatform.optional(),
  state: z.enum(['pending', 'synced', 'failed', 'not_connected', 'parked']),
  eventId: z.string().optional(),
  reason: z.string().optional(),
});
export type HostCalendar = z.infer<typeof HostCalendar>;

const GuestMail = z.object({
  kind: NoticeKind,
  state: z.enum(['queued', 'sent', 'bounced', 'failed']),
  at: z.string(),
});

/** A booking as the API shows it: never a token. */
export const BookingView = z.object({
  id: z.string(),
  /** Of what a guest booked it. */
  eventTypeId: z.string().optional(),
  /** The series that it is one meeting of. */
  seriesId: z.string().optional(),
  /** When it begins by the rule of its series, however often it is moved. */
  occurrence: z.string().optional(),
  /** What the guest said when they booked. */
  answers: z.array(Answer).optional(),
  /** Until when a draft is held for a guest. */
  holdUntil: z.string().optional(),
  externalId: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  url: z.string().optional(),
  title: z.string(),
  description: z.string().optional(),
  start: z.string(),
  end: z.string(),
  zone: z.string(),
  hosts: z.array(z.object({ userId: z.string(), name: z.string(), rsvp: Rsvp, calendar: HostCalendar })),
  guests: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      name: z.string(),
      zone: z.string(),
      rsvp: Rsvp,
      joinUrl: z.string().optional(),
      mail: GuestMail.optional(),
    }),
  ),
  location: Location.optional(),
  /** Who is reminded, and how long before the start; absent = nobody. */
  reminders: z.array(Reminder).optional(),
  resources: z.array(z.string()).optional(),
  status: z.enum(['draft', 'confirmed', 'cancelled']),
  revision: z.number().int(),
  conference: Conference.optional(),
  linkPer: z.enum(['meeting', 'participant']).optional(),
  conflicts: z.array(z.object({ userId: z.string(), start: z.string(), end: z.string() })),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type BookingView = z.infer<typeof BookingView>;

/** What became of the other meetings of a series. */
const SeriesOutcome = z.object({
  id: z.string(),
  /** How many meetings were made or changed. */
  count: z.number().int(),
  /** Meetings that were left out, and why. */
  left: z.array(
    z.object({
      id: z.string().optional(),
      start: z.string(),
      end: z.string(),
      code: z.string(),
      conflicts: z.array(z.object({ userId: z.string(), start: z.string(), end: z.string() })).optional(),
    }),
  ),
});
export type SeriesOutcome = z.infer<typeof SeriesOutcome>;

/** One meeting; with `series` where a request was for several of them. */
export const BookingReply = BookingView.extend({ series: SeriesOutcome.optional() });

export const BookingsView = z.object({ items: z.array(BookingView), next: z.string().optional() });

/** `GET /v1/bookings/{id}/start-link` */
export const StartLink = z.object({ url: z.string(), expiresAt: z.string() });
