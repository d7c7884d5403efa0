import { describe, expect, test } from 'vitest';
import { checkTopology } from '../../../infra/check-topology.ts';

const sound = {
  table: {
    partitionKey: 'pk',
    sortKey: 'sk',
    ttl: 'ttl',
    indexes: { due: { partitionKey: 'shard', sortKey: 'at', include: [] as string[] } },
  },
  secrets: { keys: 'hub/keys' },
  connectionSecretPrefix: 'hub/connections/',
  functions: {
    ingest: { memoryMb: 512, timeoutSeconds: 5, table: 'none', secrets: ['keys'], sends: ['work'] },
    api: {
      memoryMb: 512,
      timeoutSeconds: 20,
      table: 'write',
      secrets: [] as string[],
      sends: [] as string[],
    },
    work: {
      memoryMb: 512,
      timeoutSeconds: 60,
      table: 'write',
      secrets: [] as string[],
      sends: [] as string[],
    },
    clock: { memoryMb: 256, timeoutSeconds: 55, table: 'read', secrets: [] as string[], sends: ['work'] },
  },
  queues: {
    work: { fifo: true, visibilitySeconds: 70, maxReceiveCount: 5, batchSize: 1, maxConcurrency: 2 },
  },
  schedules: { sweep: { everyMinutes: 1, function: 'clock' } },
  routes: {
    'POST /webhooks/google': { function: 'ingest', access: 'public' },
    'GET /v1/things/{id}': { function: 'api', access: 'jwt' },
  },
};

const { functions, queues, routes } = sound;
const withFunction = (name: keyof typeof functions, change: object) => ({
  ...sound,
  functions: { ...functions, [name]: { ...functions[name], ...change } },
});
const withQueue = (change: object) => ({ ...sound, queues: { work: { ...queues.work, ...change } } });
const withRoute = (key: string, target = 'api') => ({
  ...sound,
  routes: { ...routes, [key]: { function: target, access: 'jwt' } },
});
const withSchedule = (change: object) => ({
  ...sound,
  schedules: { sweep: { ...sound.schedules.sweep, ...change } },
});
const ROUTE_FORM = 'must read "METHOD /path", METHOD one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';

describe('a topology', () => {
  test('without faults has none reported', () => {
    expect(checkTopology(sound)).toEqual([]);
  });

  test.each([
    ['a route to an unknown function', withRoute('GET /x', 'ghost'), 'route GET /x: unknown function ghost'],
    [
      'a schedule of an unknown function',
      { ...sound, schedules: { ...sound.schedules, tidy: { everyMinutes: 60, function: 'ghost' } } },
      'schedule tidy: unknown function ghost',
    ],
    [
      'a queue that no function of its name consumes',
      { ...withFunction('api', { sends: ['lost'] }), queues: { ...queues, lost: queues.work } },
      'queue lost: no function of its name consumes it',
    ],
    [
      'a function that nothing wakes',
      { ...sound, functions: { ...functions, idle: functions.api } },
      'function idle: no route, queue or schedule wakes it',
    ],
    [
      'visibility below the timeout and ten seconds',
      withQueue({ visibilitySeconds: 69 }),
      'queue work: visibilitySeconds must be 70 to 43200, not 69',
    ],
    [
      'visibility beyond what SQS takes',
      withQueue({ visibilitySeconds: 43_201 }),
      'queue work: visibilitySeconds must be 70 to 43200, not 43201',
    ],
    ['an empty batch', withQueue({ batchSize: 0 }), 'queue work: batchSize must be 1 to 10, not 0'],
    [
      'a FIFO batch of more than ten',
      withQueue({ batchSize: 11 }),
      'queue work: batchSize must be 1 to 10, not 11',
    ],
    [
      'a standard batch of more than ten without a window',
      withQueue({ fifo: false, batchSize: 11 }),
      'queue work: batchSize must be 1 to 10, not 11',
    ],
    [
      'fewer than five receives',
      withQueue({ maxReceiveCount: 4 }),
      'queue work: maxReceiveCount must be 5 to 1000, not 4',
    ],
    [
      'a concurrency that the event source refuses',
      withQueue({ maxConcurrency: 1 }),
      'queue work: maxConcurrency must be 2 to 1000, not 1',
    ],
    [
      'a queue that nobody sends to',
      {
        ...withFunction('ingest', { sends: [] }),
        functions: {
          ...functions,
          ingest: { ...functions.ingest, sends: [] },
          clock: { ...functions.clock, sends: [] },
        },
      },
      'queue work: nobody sends to it',
    ],
    [
      'an unknown send target',
      withFunction('api', { sends: ['ghost'] }),
      'function api: sends to unknown queue ghost',
    ],
    [
      'an unknown secret',
      withFunction('api', { secrets: ['ghost'] }),
      'function api: reads unknown secret ghost',
    ],
    [
      'a secret that nobody reads',
      { ...sound, secrets: { ...sound.secrets, spare: 'hub/spare' } },
      'secret spare: nobody reads it',
    ],
    [
      'a function behind HTTP that outlives the gateway',
      withFunction('api', { timeoutSeconds: 30 }),
      'function api: timeoutSeconds must be 1 to 29, not 30',
    ],
    [
      'a worker that outlives Lambda',
      {
        ...withFunction('work', { timeoutSeconds: 901 }),
        queues: { work: { ...queues.work, visibilitySeconds: 911 } },
      },
      'function work: timeoutSeconds must be 1 to 900, not 901',
    ],
    [
      'less memory than Lambda gives',
      withFunction('api', { memoryMb: 64 }),
      'function api: memoryMb must be 128 to 10240, not 64',
    ],
    [
      'a webhook function that reads the table',
      withFunction('ingest', { table: 'read' }),
      'function ingest: takes webhooks, so it must not touch the table',
    ],
    [
      'a webhook function that reads connection secrets',
      withFunction('ingest', { connectionSecrets: true }),
      'function ingest: takes webhooks, so it must not touch connection secrets',
    ],
    [
      'a schedule of part of a minute',
      withSchedule({ everyMinutes: 1.5 }),
      'schedule sweep: everyMinutes must be a whole number from 1, not 1.5',
    ],
    [
      'a scheduled function as long as its period',
      withFunction('clock', { timeoutSeconds: 60 }),
      'schedule sweep: function clock may take 60 s, longer than its period',
    ],
    ['a route key without a method', withRoute('/v1/x'), `route /v1/x: ${ROUTE_FORM}`],
    ['a method that would also take preflights', withRoute('ANY /v1/x'), `route ANY /v1/x: ${ROUTE_FORM}`],
    [
      'a path parameter without its brace',
      withRoute('GET /v1/{id'),
      'route GET /v1/{id: malformed segment "{id"',
    ],
    ['a trailing slash', withRoute('GET /v1/'), 'route GET /v1/: malformed segment ""'],
    [
      'a greedy parameter in the middle',
      withRoute('GET /v1/{rest+}/x'),
      'route GET /v1/{rest+}/x: only the last segment may be greedy',
    ],
    [
      'a parameter named twice',
      withRoute('GET /v1/{id}/of/{id}'),
      'route GET /v1/{id}/of/{id}: a path parameter is named twice',
    ],
    [
      'two names of one route',
      withRoute('GET /v1/things/{thing}'),
      'routes are the same: GET /v1/things/{id} · GET /v1/things/{thing}',
    ],
    [
      'a prefix that would cover its neighbours',
      { ...sound, connectionSecretPrefix: 'hub/conn' },
      'connectionSecretPrefix: must end with a slash, as its grant covers all below it',
    ],
  ])('with %s has exactly that reported', (_, topology, fault) => {
    expect(checkTopology(topology)).toEqual([fault]);
  });

  test('with a schedule of less than a minute has the period and the overlap reported', () => {
    expect(checkTopology(withSchedule({ everyMinutes: 0.5 }))).toEqual([
      'schedule sweep: everyMinutes must be a whole number from 1, not 0.5',
      'schedule sweep: function clock may take 55 s, longer than its period',
    ]);
  });

  test('has all its faults named at once', () => {
    const faulty = {
      ...withQueue({ batchSize: 0, maxReceiveCount: 1 }),
      routes: { ...routes, 'GET x': { function: 'ghost', access: 'public' } },
    };
    expect(checkTopology(faulty)).toEqual([
      'queue work: maxReceiveCount must be 5 to 1000, not 1',
      'queue work: batchSize must be 1 to 10, not 0',
      'route GET x: unknown function ghost',
      `route GET x: ${ROUTE_FORM}`,
    ]);
  });

  test('of the wrong shape has each place named', () => {
    const faulty = { ...withFunction('api', { table: 'scan', colour: 'red' }), connectionSecretPrefix: 7 };
    expect(checkTopology(faulty).map((fault) => fault.split(':')[0])).toEqual([
      'connectionSecretPrefix',
      'functions.api.table',
      'functions.api',
    ]);
  });
});
