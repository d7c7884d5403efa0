import {
  IntegrationActionBody,
  IntegrationActionParams,
  IntegrationActionReply,
} from './act-on-integrations.ts';
import { ConsentUrlQuery, ConsentUrlReply } from './admin-consent.ts';
import { AdminEvents, AdminEventsQuery } from './admin-events.ts';
import { ClaimTransfer, ClaimTransferred } from './claim-transfer.ts';
import { AdminIntegrationsQuery, AdminIntegrationsReply } from './integrations.ts';
import { PeopleQuery, PeopleReply, PersonParams, PersonPut, PersonRemoved, PersonReply } from './people.ts';
import type { RouteContract } from './route-contract.ts';
import { SettingsPut, SettingsReply } from './settings.ts';

/** What admins may ask for. */
export const adminRoutes: Readonly<Record<string, RouteContract>> = {
  'GET /v1/admin/users': {
    summary: 'People of the organization',
    query: PeopleQuery,
    replies: { 200: PeopleReply },
  },
  'GET /v1/admin/users/{id}': { summary: 'One person', params: PersonParams, replies: { 200: PersonReply } },
  'PUT /v1/admin/users/{id}': {
    summary: 'Tell of a person, also before their first sign-in',
    params: PersonParams,
    body: PersonPut,
    replies: { 200: PersonReply, 201: PersonReply },
  },
  'DELETE /v1/admin/users/{id}': {
    summary: 'Remove a person; their accounts are disconnected, their bookings stand',
    params: PersonParams,
    replies: { 200: PersonRemoved },
  },
  'GET /v1/admin/integrations': {
    summary: 'Everybody and their cards',
    query: AdminIntegrationsQuery,
    replies: { 200: AdminIntegrationsReply },
  },
  'POST /v1/admin/integrations/{action}': {
    summary: 'Disconnect people, ask them by mail to connect, or have their calendars read',
    params: IntegrationActionParams,
    body: IntegrationActionBody,
    headers: ['Idempotency-Key'],
    replies: { 202: IntegrationActionReply },
  },
  'GET /v1/admin/microsoft/consent-url': {
    summary:
      'Where an administrator at Microsoft approves the app for a whole organization, to copy or mail; `tenant` names that organization, by its id or a domain',
    query: ConsentUrlQuery,
    replies: { 200: ConsentUrlReply },
  },
  'POST /v1/admin/account-claims/transfer': {
    summary:
      'Move the accounts of a removed user, or of one whose access is lost, to another user id, who can then connect them',
    body: ClaimTransfer,
    replies: { 200: ClaimTransferred },
  },
  'GET /v1/admin/events': {
    summary:
      'Every transition of the last 30 days, once each and in order: ask again with the last id as `after`. Those of one subject come in the order of its changes; of several, one that was committed at the same moment may come later, but never before what was read already',
    query: AdminEventsQuery,
    replies: { 200: AdminEvents },
  },
  'GET /v1/admin/settings': { summary: 'Settings of the organization', replies: { 200: SettingsReply } },
  'PUT /v1/admin/settings': {
    summary: 'Change settings; members that are left out stay as they are',
    body: SettingsPut,
    replies: { 200: SettingsReply },
  },
};
