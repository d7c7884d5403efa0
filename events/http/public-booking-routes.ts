import { BookForm, BookPageParams, BookPageQuery } from './book-page.ts';
import { EventTypeParams } from './event-type-view.ts';
import { HoldConfirm, PublicBooking, PublicBookingPost } from './public-booking.ts';
import type { RouteContract } from './route-contract.ts';
import { ExplainedSlots, SlotsQuery, SlotsView } from './slots.ts';

/** What guests can book, and how they do. */
export const publicBookingRoutes: Readonly<Record<string, RouteContract>> = {
  'GET /v1/event-types/{id}/slots': {
    summary: 'When guests can book; for everybody',
    isPublic: true,
    params: EventTypeParams,
    query: SlotsQuery,
    headers: ['If-None-Match'],
    replies: { 200: SlotsView },
  },
  'GET /v1/event-types/{id}/slots/explain': {
    summary: 'Why a start is not offered, by host; up to 7 days at a time',
    params: EventTypeParams,
    query: SlotsQuery,
    replies: { 200: ExplainedSlots },
  },
  'POST /v1/event-types/{id}/bookings': {
    summary: 'A guest books a slot, or holds it for 15 minutes; for everybody',
    isPublic: true,
    params: EventTypeParams,
    body: PublicBookingPost,
    headers: ['Idempotency-Key'],
    replies: { 201: PublicBooking },
  },
  'POST /v1/event-types/{id}/bookings/confirm': {
    summary: 'A guest confirms the slot that is held for them',
    isPublic: true,
    params: EventTypeParams,
    body: HoldConfirm,
    replies: { 200: PublicBooking },
  },
  'GET /book/{eventTypeId}': {
    summary: 'The page on which guests book; as data: the free times of a month',
    params: BookPageParams,
    query: BookPageQuery,
    replies: { 200: SlotsView },
  },
  'HEAD /book/{eventTypeId}': {
    summary: 'Whether the page is there',
    params: BookPageParams,
    query: BookPageQuery,
    replies: { 200: undefined },
  },
  'POST /book/{eventTypeId}': {
    summary: 'A guest books by form, once for one key; browsers are sent to their own page',
    params: BookPageParams,
    query: BookPageQuery,
    body: BookForm.optional(),
    replies: { 201: PublicBooking, 303: undefined },
  },
};
