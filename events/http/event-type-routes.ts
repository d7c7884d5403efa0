import { EventTypeBody } from './event-type-body.ts';
import { EventTypeParams, EventTypesQuery, EventTypesView, EventTypeView } from './event-type-view.ts';
import { NEWS } from './news-headers.ts';
import type { RouteContract } from './route-contract.ts';

/** What guests can book, as its owners see it. */
export const eventTypeRoutes: Readonly<Record<string, RouteContract>> = {
  'POST /v1/event-types': {
    summary: 'Offer a kind of meeting; a draft may lack hosts and durations',
    body: EventTypeBody,
    headers: ['Idempotency-Key'],
    replies: { 201: EventTypeView },
  },
  'GET /v1/event-types': {
    summary: 'What is offered, oldest first: members see what they host',
    query: EventTypesQuery,
    headers: NEWS,
    replies: { 200: EventTypesView },
  },
  'GET /v1/event-types/{id}': {
    summary: 'One event type',
    params: EventTypeParams,
    headers: NEWS,
    replies: { 200: EventTypeView },
  },
  'PUT /v1/event-types/{id}': {
    summary: 'Replace an event type; bookings that were made of it stay as they are',
    params: EventTypeParams,
    body: EventTypeBody,
    replies: { 200: EventTypeView },
  },
  'DELETE /v1/event-types/{id}': {
    summary: 'Delete an event type; bookings that were made of it stand',
    params: EventTypeParams,
    replies: { 204: undefined },
  },
};
