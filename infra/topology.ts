import { routes } from './routes.ts';

/**
 * What Meridian consists of, as data. The CDK app deploys it, the local runtime runs it, tests hold the two equal.
 * A grant that is not declared here does not exist.
 */
export interface FunctionSpec {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly table: 'none' | 'read' | 'write';
  /** App secrets it reads. */
  readonly secrets: readonly ('google' | 'microsoft' | 'zoom' | 'keys')[];
  /** Whether it reads, writes and deletes the refresh token of a connection (one secret each). */
  readonly connectionSecrets?: true;
  readonly sends: readonly ('sync' | 'provision' | 'mail')[];
  readonly mails?: true;
  /** It names the address that mails come from, and sends none. */
  readonly namesSender?: true;
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

const USUAL = { memoryMb: 512, timeoutSeconds: 20 } as const;
const functions = {
  ingest: { memoryMb: 512, timeoutSeconds: 5, table: 'none', secrets: ['zoom', 'keys'], sends: ['sync'] },
  oauth: {
    ...USUAL,
    table: 'write',
    secrets: ['google', 'microsoft', 'zoom', 'keys'],
    connectionSecrets: true,
    sends: ['mail'],
  },
  integrations: {
    ...USUAL,
    table: 'write',
    secrets: ['google', 'microsoft', 'zoom', 'keys'],
    connectionSecrets: true,
    sends: ['sync', 'provision', 'mail'],
  },
  people: { memoryMb: 512, timeoutSeconds: 10, table: 'write', secrets: [], sends: [] },
  admin: {
    ...USUAL,
    table: 'write',
    secrets: ['microsoft', 'keys'],
    sends: ['sync', 'provision', 'mail'],
  },
  scheduling: {
    ...USUAL,
    table: 'write',
    secrets: ['google', 'microsoft', 'keys'],
    connectionSecrets: true,
    sends: [],
  },
  /** No secrets: what the public may ask for lies here. */
  'event-types': {
    memoryMb: 512,
    timeoutSeconds: 29,
    table: 'write',
    secrets: [],
    sends: ['provision', 'mail'],
  },
  bookings: {
    memoryMb: 512,
    timeoutSeconds: 29,
    table: 'write',
    secrets: ['zoom', 'keys'],
    connectionSecrets: true,
    sends: ['sync', 'provision', 'mail'],
  },
  pages: {
    memoryMb: 512,
    timeoutSeconds: 29,
    table: 'write',
    secrets: [],
    sends: ['provision', 'mail'],
    namesSender: true,
  },
  openapi: { memoryMb: 256, timeoutSeconds: 5, table: 'none', secrets: [], sends: [] },
  sync: {
    memoryMb: 512,
    timeoutSeconds: 60,
    table: 'write',
    secrets: ['google', 'microsoft', 'zoom', 'keys'],
    connectionSecrets: true,
    sends: ['sync', 'provision', 'mail'],
  },
  provision: {
    memoryMb: 512,
    timeoutSeconds: 60,
    table: 'write',
    secrets: ['google', 'microsoft', 'zoom', 'keys'],
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
  /** App secrets that the operator fills in (google, microsoft, zoom) or that are generated at deploy time (keys). */
  secrets: {
    google: 'meridian/google',
    microsoft: 'meridian/microsoft',
    zoom: 'meridian/zoom',
    keys: 'meridian/keys',
  },
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
