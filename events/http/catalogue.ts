import { adminRoutes } from './admin-routes.ts';
import { Availability, AvailabilityQuery } from './availability.ts';
import {
  AvailabilityScheduleParams,
  AvailabilitySchedulePut,
  AvailabilityScheduleView,
} from './availability-schedule.ts';
import { bookingRoutes } from './booking-routes.ts';
import { CalendarParams, CalendarPatch, CalendarsQuery, CalendarsReply, CalendarView } from './calendars.ts';
import { ConnectPress, ConnectPressed, ConnectRequestView } from './connect-page.ts';
import { eventTypeRoutes } from './event-type-routes.ts';
import { ExternalEvents, ExternalEventsParams, ExternalEventsQuery } from './external-events.ts';
import { GuestPageParams } from './guest-page.ts';
import { guestPageRoutes } from './guest-page-routes.ts';
import {
  Card,
  CardsQuery,
  CardsReply,
  CompleteBody,
  ConnectBody,
  ConnectReply,
  DisconnectPreview,
  DisconnectQuery,
  PlatformParams,
  PrivacyPatch,
} from './integrations.ts';
import { Me, MePatch } from './me.ts';
import { NEWS } from './news-headers.ts';
import { publicBookingRoutes } from './public-booking-routes.ts';
import type { RouteContract } from './route-contract.ts';
import { RunParams, RunReply, RunStarted } from './runs.ts';

const guest = { params: GuestPageParams } as const;

/** Every route of the HTTP API by its key: what `/openapi.json` is made from. */
export const catalogue: Readonly<Record<string, RouteContract>> = {
  'POST /webhooks/google': {
    summary: 'Google tells that a calendar has changed',
    replies: { 204: undefined },
  },
  'POST /webhooks/microsoft': {
    summary: 'Microsoft tells that mailboxes have changed, or asks for a proof of this address',
    replies: { 200: undefined, 202: undefined },
  },
  'POST /webhooks/microsoft/lifecycle': {
    summary: 'Microsoft tells of its subscriptions themselves, or asks for a proof of this address',
    replies: { 200: undefined, 202: undefined },
  },
  'POST /webhooks/zoom': {
    summary: 'Zoom tells of a meeting or an account, or asks whether we know the secret',
    replies: { 200: undefined },
  },
  'GET /v1/oauth/{provider}/callback': {
    summary: 'The way back from the consent page; always a redirect to the product while the attempt is live',
    replies: { 302: undefined, 400: 'page' },
  },
  'GET /v1/oauth/microsoft/admin-consent': {
    summary: 'The way back of an administrator who approved the app at Microsoft, or did not',
    replies: { 200: 'page', 400: 'page' },
  },
  'GET /v1/me': { summary: 'Who I am, and what my organization allows', replies: { 200: Me } },
  'PATCH /v1/me': { summary: 'Change my zone or language', body: MePatch, replies: { 200: Me } },
  'GET /v1/me/integrations': {
    summary: 'My cards',
    query: CardsQuery,
    headers: NEWS,
    replies: { 200: CardsReply },
  },
  'GET /v1/me/integrations/{platform}': {
    summary: 'One card',
    params: PlatformParams,
    headers: NEWS,
    replies: { 200: Card },
  },
  'PATCH /v1/me/integrations/{platform}': {
    summary: 'Change what of my calendar is kept; 422 for Zoom, which has none',
    params: PlatformParams,
    body: PrivacyPatch,
    replies: { 200: Card },
  },
  'POST /v1/me/integrations/{platform}/connect': {
    summary: 'Begin to connect an account',
    params: PlatformParams,
    body: ConnectBody,
    replies: { 200: ConnectReply },
  },
  'POST /v1/me/integrations/{platform}/complete': {
    summary: 'Complete an attempt that I have started',
    params: PlatformParams,
    body: CompleteBody,
    replies: { 200: Card },
  },
  'POST /v1/me/integrations/{platform}/sync': {
    summary: 'Have my calendars read now; 422 for Zoom, which has none',
    params: PlatformParams,
    headers: ['Idempotency-Key'],
    replies: { 202: RunStarted },
  },
  'DELETE /v1/me/integrations/{platform}': {
    summary: 'Disconnect an account, or with dryRun tell what that would do',
    params: PlatformParams,
    query: DisconnectQuery,
    replies: { 200: DisconnectPreview, 202: RunStarted },
  },
  'GET /v1/me/calendars': {
    summary: 'My calendars, busy and target',
    query: CalendarsQuery,
    headers: ['If-None-Match'],
    replies: { 200: CalendarsReply },
  },
  'PATCH /v1/me/calendars/{id}': {
    summary: 'Let a calendar block time or not, or let bookings go there',
    params: CalendarParams,
    body: CalendarPatch,
    replies: { 200: CalendarView },
  },
  'GET /v1/runs/{id}': {
    summary: 'How long work is going',
    params: RunParams,
    headers: NEWS,
    replies: { 200: RunReply },
  },
  'GET /v1/availability': {
    summary: 'Who is free and busy',
    query: AvailabilityQuery,
    replies: { 200: Availability },
  },
  'GET /v1/me/availability': {
    summary: 'When I can be booked, and where by default',
    headers: ['If-None-Match'],
    replies: { 200: AvailabilityScheduleView },
  },
  'PUT /v1/me/availability': {
    summary: 'Say when I can be booked, and where by default',
    body: AvailabilitySchedulePut,
    replies: { 200: AvailabilityScheduleView },
  },
  'GET /v1/users/{id}/availability': {
    summary: 'When somebody can be booked, and where by default',
    params: AvailabilityScheduleParams,
    headers: ['If-None-Match'],
    replies: { 200: AvailabilityScheduleView },
  },
  'PUT /v1/users/{id}/availability': {
    summary: 'Say when somebody can be booked, and where by default',
    params: AvailabilityScheduleParams,
    body: AvailabilitySchedulePut,
    replies: { 200: AvailabilityScheduleView },
  },
  'GET /v1/users/{id}/external-events': {
    summary: 'Foreign time in the calendars of one person, as last imported',
    params: ExternalEventsParams,
    query: ExternalEventsQuery,
    headers: NEWS,
    replies: { 200: ExternalEvents },
  },
  ...guestPageRoutes,
  'GET /connect/{token}': {
    summary: 'A user sees what an admin asks them to connect',
    ...guest,
    replies: { 200: ConnectRequestView },
  },
  'HEAD /connect/{token}': { summary: 'Whether the page is there', ...guest, replies: { 200: undefined } },
  'POST /connect/{token}': {
    summary: 'A user goes on to consent; browsers are sent there',
    ...guest,
    body: ConnectPress,
    replies: { 200: ConnectPressed, 303: undefined },
  },
  ...bookingRoutes,
  ...eventTypeRoutes,
  ...publicBookingRoutes,
  ...adminRoutes,
  'OPTIONS /v1/{proxy+}': { summary: 'What pages of other origins may ask', replies: { 204: undefined } },
  'GET /openapi.json': { summary: 'This document', replies: { 200: 'data' } },
};
