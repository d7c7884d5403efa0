import { BookingPatch, BookingPost } from './booking-body.ts';
import { BookingCancel, BookingParams, BookingsQuery } from './booking-requests.ts';
import { BookingReply, BookingsView, BookingView, StartLink } from './booking-view.ts';
import { NEWS } from './news-headers.ts';
import type { RouteContract } from './route-contract.ts';
import { Timeline, TimelineQuery } from './timeline.ts';

/** Everything about bookings but what guests do with theirs. */
export const bookingRoutes: Readonly<Record<string, RouteContract>> = {
  'POST /v1/bookings': {
    summary: 'Book',
    body: BookingPost,
    headers: ['Idempotency-Key'],
    replies: { 201: BookingReply },
  },
  'GET /v1/bookings': { summary: 'Bookings', query: BookingsQuery, replies: { 200: BookingsView } },
  'GET /v1/bookings/{id}': {
    summary: 'One booking',
    params: BookingParams,
    headers: NEWS,
    replies: { 200: BookingView },
  },
  'PATCH /v1/bookings/{id}': {
    summary: 'Move or change a booking',
    params: BookingParams,
    body: BookingPatch,
    replies: { 200: BookingReply },
  },
  'POST /v1/bookings/{id}/cancel': {
    summary: 'Cancel a booking',
    params: BookingParams,
    body: BookingCancel,
    replies: { 200: BookingReply },
  },
  'GET /v1/bookings/{id}/start-link': {
    summary: 'The link with which a host starts the meeting',
    params: BookingParams,
    replies: { 200: StartLink },
  },
  'GET /v1/bookings/{id}/timeline': {
    summary: 'Why this meeting is, or is not, in a calendar: every change, write, wait and mail in order',
    params: BookingParams,
    query: TimelineQuery,
    headers: NEWS,
    replies: { 200: Timeline },
  },
};
