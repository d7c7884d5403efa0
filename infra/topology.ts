/**
 * What Meridian consists of, as data. The CDK app deploys it, the local runtime runs it, tests hold the two equal.
 * A grant that is not declared here does not exist.
 */
export interface FunctionSpec {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly table: 'none' | 'read' | 'write';
  /** App secrets it reads. */
  readonly secrets: readonly ('google' | 'keys')[];
  /** Whether it reads, writes and deletes the refresh token of a connection (one secret each). */
  readonly connectionSecrets?: true;
  readonly sends: readonly ('sync' | 'provision' | 'mail')[];
  readonly mails?: true;
}

export interface QueueSpec {
  readonly fifo: boolean;
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
  readonly batchSize: number;
  readonly maxConcurrency: number;
}

interface ScheduleSpec {
  readonly everyMinutes: number;
  readonly function: string;
}

interface RouteSpec {
  readonly function: string;
  /** `jwt`: the gateway checks the product's token before the function runs. */
  readonly access: 'jwt' | 'public';
}

const USUAL = { memoryMb: 512, timeoutSeconds: 20 } as const;
const functions = {
  ingest: { memoryMb: 512, timeoutSeconds: 5, table: 'none', secrets: ['keys'], sends: ['sync'] },
  oauth: {
    ...USUAL,
    table: 'write',
    secrets: ['google', 'keys'],
    connectionSecrets: true,
    sends: [],
  },
  integrations: {
    ...USUAL,
    table: 'write',
    secrets: ['google', 'keys'],
    connectionSecrets: true,
    sends: ['sync', 'provision', 'mail'],
  },
  people: { memoryMb: 512, timeoutSeconds: 10, table: 'write', secrets: [], sends: [] },
  admin: { ...USUAL, table: 'write', secrets: [], sends: ['sync', 'provision', 'mail'] },
  scheduling: {
    ...USUAL,
    table: 'write',
    secrets: ['google', 'keys'],
    connectionSecrets: true,
    sends: [],
  },
  bookings: {
    memoryMb: 512,
    timeoutSeconds: 29,
    table: 'write',
    secrets: [],
    sends: ['sync', 'provision', 'mail'],
  },
  pages: { memoryMb: 512, timeoutSeconds: 20, table: 'write', secrets: [], sends: ['provision', 'mail'] },
  openapi: { memoryMb: 256, timeoutSeconds: 5, table: 'none', secrets: [], sends: [] },
  sync: {
    memoryMb: 512,
    timeoutSeconds: 60,
    table: 'write',
    secrets: ['google', 'keys'],
    connectionSecrets: true,
    sends: ['sync', 'provision', 'mail'],
  },
  provision: {
    memoryMb: 512,
    timeoutSeconds: 60,
    table: 'write',
    secrets: ['google', 'keys'],
    connectionSecrets: true,
    sends: ['sync', 'provision', 'mail'],
  },
  mail: { memoryMb: 512, timeoutSeconds: 60, table: 'write', secrets: [], sends: ['mail'], mails: true },
  clock: {
    memoryMb: 512,
    timeoutSeconds: 55,
    table: 'write',
    secrets: [],
    sends: ['sync', 'provision', 'mail'],
  },
} as const satisfies Record<string, FunctionSpec>;

/** A queue is consumed by the function of its name. Visibility = that function's timeout + 10 s. */
const queues = {
  sync: { fifo: true, visibilitySeconds: 70, maxReceiveCount: 5, batchSize: 1, maxConcurrency: 20 },
  provision: { fifo: true, visibilitySeconds: 70, maxReceiveCount: 5, batchSize: 1, maxConcurrency: 20 },
  mail: { fifo: false, visibilitySeconds: 70, maxReceiveCount: 5, batchSize: 1, maxConcurrency: 10 },
} as const satisfies Record<string, QueueSpec>;

const schedules = {
  sweep: { everyMinutes: 1, function: 'clock' },
  tidy: { everyMinutes: 60, function: 'clock' },
} as const satisfies Record<string, ScheduleSpec>;

const routes = {
  'POST /webhooks/google': { function: 'ingest', access: 'public' },
  'GET /v1/oauth/{provider}/callback': { function: 'oauth', access: 'public' },
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
  'GET /v1/admin/events': { function: 'admin', access: 'jwt' },
  'GET /v1/admin/settings': { function: 'admin', access: 'jwt' },
  'PUT /v1/admin/settings': { function: 'admin', access: 'jwt' },

  'OPTIONS /v1/{proxy+}': { function: 'openapi', access: 'public' },
  'GET /openapi.json': { function: 'openapi', access: 'public' },
} as const satisfies Record<string, RouteSpec>;

export const topology = {
  table: {
    partitionKey: 'pk',
    sortKey: 'sk',
    ttl: 'ttl',
    indexes: {
      /** Lists: bookings and people of an org, events in order, busy time of a feed. */
      list: {
        partitionKey: 'listPk',
        sortKey: 'listSk',
        include: [
          'id',
          'state',
          'platform',
          'start',
          'end',
          'busy',
          'title',
          'rsvp',
          'allDay',
          'find',
          'role',
          'department',
          'userId',
          'platforms',
        ],
      },
      /** What is due, sparse and sharded: an item leaves the index when its work is done. */
      due: { partitionKey: 'dueShard', sortKey: 'dueAt', include: [] },
    },
  },
  /** App secrets that the operator fills in (google) or that are generated at deploy time (keys). */
  secrets: { google: 'meridian/google', keys: 'meridian/keys' },
  connectionSecretPrefix: 'meridian/connections/',
  functions,
  queues,
  schedules,
  routes,
} as const;

export type Topology = typeof topology;
export type FunctionName = keyof Topology['functions'];
export type QueueName = keyof Topology['queues'];
export type ScheduleName = keyof Topology['schedules'];
export type RouteKey = keyof Topology['routes'];
