interface RouteSpec {
  readonly function: string;
  /** `jwt`: the gateway checks the product's token before the function runs. */
  readonly access: 'jwt' | 'public';
}

/** Every route of the HTTP API, and which function answers it. */
export const routes = {
  'POST /webhooks/google': { function: 'ingest', access: 'public' },
  'POST /webhooks/microsoft': { function: 'ingest', access: 'public' },
  'POST /webhooks/microsoft/lifecycle': { function: 'ingest', access: 'public' },
  'POST /webhooks/zoom': { function: 'ingest', access: 'public' },
  'GET /v1/oauth/{provider}/callback': { function: 'oauth', access: 'public' },
  'GET /v1/oauth/microsoft/admin-consent': { function: 'oauth', access: 'public' },
  'GET /v1/me': { function: 'people', access: 'jwt' },
  'PATCH /v1/me': { function: 'people', access: 'jwt' },

  'GET /v1/me/integrations': { function: 'integrations', access: 'jwt' },
  'GET /v1/me/integrations/{platform}': { function: 'integrations', access: 'jwt' },
  'PATCH /v1/me/integrations/{platform}': { function: 'integrations', access: 'jwt' },
  'POST /v1/me/integrations/{platform}/connect': { function: 'integrations', access: 'jwt' },
  'POST /v1/me/integrations/{platform}/complete': { function: 'integrations', access: 'jwt' },
  'POST /v1/me/integrations/{platform}/sync': { function: 'integrations', access: 'jwt' },
  'DELETE /v1/me/integrations/{platform}': { function: 'integrations', access: 'jwt' },
  'GET /v1/me/calendars': { function: 'integrations', access: 'jwt' },
  'PATCH /v1/me/calendars/{id}': { function: 'integrations', access: 'jwt' },
  'GET /v1/runs/{id}': { function: 'integrations', access: 'jwt' },
  'GET /v1/availability': { function: 'scheduling', access: 'jwt' },
  'GET /v1/me/availability': { function: 'scheduling', access: 'jwt' },
  'PUT /v1/me/availability': { function: 'scheduling', access: 'jwt' },
  'GET /v1/users/{id}/availability': { function: 'scheduling', access: 'jwt' },
  'PUT /v1/users/{id}/availability': { function: 'scheduling', access: 'jwt' },
  'GET /v1/users/{id}/external-events': { function: 'scheduling', access: 'jwt' },

  'GET /v1/event-types': { function: 'event-types', access: 'jwt' },
  'POST /v1/event-types': { function: 'event-types', access: 'jwt' },
  'GET /v1/event-types/{id}': { function: 'event-types', access: 'jwt' },
  'PUT /v1/event-types/{id}': { function: 'event-types', access: 'jwt' },
  'DELETE /v1/event-types/{id}': { function: 'event-types', access: 'jwt' },
  'GET /v1/event-types/{id}/slots': { function: 'event-types', access: 'public' },
  'GET /v1/event-types/{id}/slots/explain': { function: 'event-types', access: 'jwt' },
  'POST /v1/event-types/{id}/bookings': { function: 'event-types', access: 'public' },
  'POST /v1/event-types/{id}/bookings/confirm': { function: 'event-types', access: 'public' },
  'GET /book/{eventTypeId}': { function: 'event-types', access: 'public' },
  'HEAD /book/{eventTypeId}': { function: 'event-types', access: 'public' },
  'POST /book/{eventTypeId}': { function: 'event-types', access: 'public' },

  'POST /v1/bookings': { function: 'bookings', access: 'jwt' },
  'GET /v1/bookings': { function: 'bookings', access: 'jwt' },
  'GET /v1/bookings/{id}': { function: 'bookings', access: 'jwt' },
  'PATCH /v1/bookings/{id}': { function: 'bookings', access: 'jwt' },
  'POST /v1/bookings/{id}/cancel': { function: 'bookings', access: 'jwt' },
  'GET /v1/bookings/{id}/start-link': { function: 'bookings', access: 'jwt' },
  'GET /v1/bookings/{id}/timeline': { function: 'bookings', access: 'jwt' },

  'GET /b/{token}': { function: 'pages', access: 'public' },
  'HEAD /b/{token}': { function: 'pages', access: 'public' },
  'GET /b/{token}/cancel': { function: 'pages', access: 'public' },
  'HEAD /b/{token}/cancel': { function: 'pages', access: 'public' },
  'POST /b/{token}/cancel': { function: 'pages', access: 'public' },
  'GET /connect/{token}': { function: 'oauth', access: 'public' },
  'HEAD /connect/{token}': { function: 'oauth', access: 'public' },
  'POST /connect/{token}': { function: 'oauth', access: 'public' },

  'GET /v1/admin/users': { function: 'admin', access: 'jwt' },
  'GET /v1/admin/users/{id}': { function: 'admin', access: 'jwt' },
  'PUT /v1/admin/users/{id}': { function: 'admin', access: 'jwt' },
  'DELETE /v1/admin/users/{id}': { function: 'admin', access: 'jwt' },
  'GET /v1/admin/integrations': { function: 'admin', access: 'jwt' },
  'POST /v1/admin/integrations/{action}': { function: 'admin', access: 'jwt' },
  'GET /v1/admin/microsoft/consent-url': { function: 'admin', access: 'jwt' },
  'POST /v1/admin/account-claims/transfer': { function: 'admin', access: 'jwt' },
  'GET /v1/admin/events': { function: 'admin', access: 'jwt' },
  'GET /v1/admin/settings': { function: 'admin', access: 'jwt' },
  'PUT /v1/admin/settings': { function: 'admin', access: 'jwt' },

  'OPTIONS /v1/{proxy+}': { function: 'openapi', access: 'public' },
  'GET /openapi.json': { function: 'openapi', access: 'public' },
} as const satisfies Record<string, RouteSpec>;
