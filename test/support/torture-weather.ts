import { POISON } from './poison.ts';
import type { Act } from './torture-world.ts';

/** What networks and clouds do to a hub. */
export const TORTURE_WEATHER: Readonly<Record<string, Act>> = {
  'foul weather': ({ hub, pick, random }) =>
    hub.google.webhooks({
      mode: pick(['drop', 'duplicate', 'reorder', 'hold', 'deliver']),
      rate: 0.7,
      seed: Math.floor(random() * 1000),
    }),
  'Google fails': ({ hub, pick }) =>
    hub.google.fault(
      pick<Record<string, unknown>>([
        { match: { method: 'PATCH' }, reset: true, afterCommit: true },
        { match: { method: 'POST', path: '/events' }, reset: true, afterCommit: true },
        { match: { path: '/events' }, status: 503, times: 2 },
        { match: { path: '/events' }, status: 429, times: 2 },
        { match: { path: '/events' }, status: 403, times: 2, body: RATE_LIMIT },
        { match: { method: 'DELETE' }, reset: true },
        { match: { path: '/token' }, status: 503, times: 2 },
        { match: { path: '/watch' }, status: 500, times: 2 },
      ]),
    ),
  'store fails': async ({ hub, pick, random }) =>
    hub.aws.tables.faults.add({
      kind: pick(['drop', 'cut']),
      operation: pick(['TransactWriteItems', 'TransactWriteItems', 'GetItem', 'Query', 'UpdateItem']),
      skip: Math.floor(random() * 6),
      times: 3,
    }),
  'secrets fail': async ({ hub, pick }) =>
    hub.aws.secrets.faults.add({ kind: pick(['drop', 'cut', 'fail']), times: pick([1, 3]) }),
  'queues fail': async ({ hub }) =>
    hub.aws.queueServer.faults.add({ kind: 'fail', operation: 'SendMessageBatch', times: 3 }),
  'SES throttles': async ({ hub }) => hub.aws.ses.faults.add({ kind: 'throttle', times: 3 }),
  'SES is silent': async ({ hub }) => hub.aws.ses.faults.add({ kind: 'drop' }),
  collisions: async ({ hub, pick, random }) =>
    hub.aws.tables.setConflicts(pick([0, 0.2]), Math.floor(random() * 1000)),
  'indexes lag': async ({ hub, pick, random }) =>
    hub.aws.tables.setIndexLag(pick([0, 500, 5000]), Math.floor(random() * 1000)),
  'messages twice': async ({ hub: { aws }, pick }) =>
    pick([aws.byName.sync, aws.byName.provision, aws.byName.mail]).queue.duplicateNext(2),
  poison: async ({ hub: { aws }, pick, trace }) => {
    pick([aws.byName.sync, aws.byName.provision, aws.byName.mail]).queue.send({
      body: POISON,
      attributes: {},
      group: 'poison',
      dedupe: `poison-${trace.length}`,
      trace: undefined,
    });
  },
};

const RATE_LIMIT = {
  error: {
    code: 403,
    message: 'Rate Limit Exceeded',
    errors: [{ domain: 'usageLimits', reason: 'rateLimitExceeded', message: 'Rate Limit Exceeded' }],
  },
};
