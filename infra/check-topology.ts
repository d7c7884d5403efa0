import * as z from 'zod';

/** API Gateway gives up after 30 s: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const HTTP_SECONDS = 29;
/** What is left for a worker to report before its message is delivered once more. */
const VISIBILITY_MARGIN_SECONDS = 10;
/** Fewer, and the throttles of the event source bury good messages: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
const FEWEST_RECEIVES = 5;
/** FIFO queues never give more, standard queues only with a batching window, which we do not have. */
const LARGEST_BATCH = 10;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const functionShape = z.strictObject({
  memoryMb: z.int(),
  timeoutSeconds: z.int(),
  table: z.enum(['none', 'read', 'write']),
  secrets: z.array(z.string()),
  connectionSecrets: z.literal(true).optional(),
  sends: z.array(z.string()),
  mails: z.literal(true).optional(),
  namesSender: z.literal(true).optional(),
});
const queueShape = z.strictObject({
  fifo: z.boolean(),
  visibilitySeconds: z.int(),
  maxReceiveCount: z.int(),
  batchSize: z.int(),
  maxConcurrency: z.int(),
});
const shape = z.strictObject({
  table: z.strictObject({
    partitionKey: z.string().min(1),
    sortKey: z.string().min(1),
    ttl: z.string().min(1),
    indexes: z.record(
      z.string().min(3).max(255),
      z.strictObject({
        partitionKey: z.string().min(1),
        sortKey: z.string().min(1),
        include: z.array(z.string()),
      }),
    ),
  }),
  secrets: z.record(z.string(), z.string().regex(/^[\w/+=.@-]+$/)),
  connectionSecretPrefix: z
    .string()
    .regex(/^[\w/+=.@-]+\/$/, 'must end with a slash, as its grant covers all below it'),
  functions: z.record(z.string(), functionShape),
  queues: z.record(z.string(), queueShape),
  schedules: z.record(z.string(), z.strictObject({ everyMinutes: z.number(), function: z.string() })),
  routes: z.record(z.string(), z.strictObject({ function: z.string(), access: z.enum(['jwt', 'public']) })),
});
type Shape = z.infer<typeof shape>;
type Rule = (topology: Shape) => string[];

const when = (isFault: boolean, fault: string): string[] => (isFault ? [fault] : []);
const within = (what: string, value: number, [least, most]: readonly [number, number]): string[] =>
  when(value < least || value > most, `${what} must be ${least} to ${most}, not ${value}`);
const each = <T>(record: Record<string, T>, judge: (name: string, value: T) => string[]): string[] =>
  Object.entries(record).flatMap(([name, value]) => judge(name, value));
const routedTo = ({ routes }: Shape, name: string): string[] =>
  Object.keys(routes).filter((key) => routes[key]?.function === name);

const functionLimits: Rule = (topology) =>
  each(topology.functions, (name, { memoryMb, timeoutSeconds }) => {
    const longest = routedTo(topology, name).length > 0 ? HTTP_SECONDS : 900;
    return [
      ...within(`function ${name}: memoryMb`, memoryMb, [128, 10_240]),
      ...within(`function ${name}: timeoutSeconds`, timeoutSeconds, [1, longest]),
    ];
  });

const functionNeeds: Rule = ({ functions, queues, secrets }) =>
  each(functions, (name, spec) => [
    ...spec.sends.flatMap((queue) =>
      when(!queues[queue], `function ${name}: sends to unknown queue ${queue}`),
    ),
    ...spec.secrets.flatMap((id) => when(!secrets[id], `function ${name}: reads unknown secret ${id}`)),
  ]);

const triggers: Rule = (topology) =>
  each(topology.functions, (name) => {
    const isScheduled = Object.values(topology.schedules).some((schedule) => schedule.function === name);
    const isWoken = isScheduled || name in topology.queues || routedTo(topology, name).length > 0;
    return when(!isWoken, `function ${name}: no route, queue or schedule wakes it`);
  });

/** A push is acknowledged on its signature alone, so a flood of forged ones costs no read. */
const webhooks: Rule = (topology) =>
  each(topology.functions, (name, { table, connectionSecrets }) => {
    const takesWebhooks = routedTo(topology, name).some((key) => key.includes(' /webhooks/'));
    const must = `function ${name}: takes webhooks, so it must not touch`;
    return [
      ...when(takesWebhooks && table !== 'none', `${must} the table`),
      ...when(takesWebhooks && connectionSecrets === true, `${must} connection secrets`),
    ];
  });

const queueLimits: Rule = ({ functions, queues }) =>
  each(queues, (name, { visibilitySeconds, maxReceiveCount, batchSize, maxConcurrency }) => {
    const consumer = functions[name];
    const least = (consumer?.timeoutSeconds ?? 0) + VISIBILITY_MARGIN_SECONDS;
    return [
      ...when(!consumer, `queue ${name}: no function of its name consumes it`),
      ...within(`queue ${name}: visibilitySeconds`, visibilitySeconds, [least, 43_200]),
      ...within(`queue ${name}: maxReceiveCount`, maxReceiveCount, [FEWEST_RECEIVES, 1000]),
      ...within(`queue ${name}: batchSize`, batchSize, [1, LARGEST_BATCH]),
      ...within(`queue ${name}: maxConcurrency`, maxConcurrency, [2, 1000]),
    ];
  });

const unused: Rule = ({ functions, queues, secrets }) => {
  const sent = Object.values(functions).flatMap(({ sends }) => sends);
  const read = Object.values(functions).flatMap((spec) => spec.secrets);
  return [
    ...each(queues, (name) => when(!sent.includes(name), `queue ${name}: nobody sends to it`)),
    ...each(secrets, (id) => when(!read.includes(id), `secret ${id}: nobody reads it`)),
  ];
};

const scheduleFaults: Rule = ({ functions, schedules }) =>
  each(schedules, (name, { everyMinutes, function: target }) => {
    const timeoutSeconds = functions[target]?.timeoutSeconds;
    const isOverlong = timeoutSeconds !== undefined && timeoutSeconds >= everyMinutes * 60;
    return [
      ...when(timeoutSeconds === undefined, `schedule ${name}: unknown function ${target}`),
      ...when(
        !Number.isInteger(everyMinutes) || everyMinutes < 1,
        `schedule ${name}: everyMinutes must be a whole number from 1, not ${everyMinutes}`,
      ),
      ...when(
        isOverlong,
        `schedule ${name}: function ${target} may take ${timeoutSeconds} s, longer than its period`,
      ),
    ];
  });

const PARAMETER = /^\{(\w+)(\+?)\}$/;

const pathFaults = (key: string, path: string): string[] => {
  const segments = path.slice(1).split('/');
  const names = segments.flatMap((segment) => PARAMETER.exec(segment)?.[1] ?? []);
  const isGreedy = (segment: string) => PARAMETER.exec(segment)?.[2] === '+';
  return [
    ...segments
      .filter((segment) => !PARAMETER.test(segment) && !/^[\w.~-]+$/.test(segment))
      .map((segment) => `route ${key}: malformed segment "${segment}"`),
    ...when(segments.slice(0, -1).some(isGreedy), `route ${key}: only the last segment may be greedy`),
    ...when(new Set(names).size < names.length, `route ${key}: a path parameter is named twice`),
  ];
};

const routeFaults: Rule = ({ functions, routes }) =>
  each(routes, (key, { function: target }) => {
    const [, method = '', path = ''] = /^(\S+) (\/\S+)$/.exec(key) ?? [];
    return [
      ...when(!functions[target], `route ${key}: unknown function ${target}`),
      ...(METHODS.includes(method)
        ? pathFaults(key, path)
        : [`route ${key}: must read "METHOD /path", METHOD one of ${METHODS.join(', ')}`]),
    ];
  });

/** API Gateway takes `/a/{x}` and `/a/{y}` for one route, whatever the parameters are called. */
const duplicateRoutes: Rule = ({ routes }) => {
  const bySlots = Map.groupBy(Object.keys(routes), (key) => key.replaceAll(/\{\w+/g, '{'));
  return [...bySlots.values()]
    .filter((keys) => keys.length > 1)
    .map((keys) => `routes are the same: ${keys.join(' · ')}`);
};

const rules: readonly Rule[] = [
  functionLimits,
  functionNeeds,
  triggers,
  webhooks,
  queueLimits,
  unused,
  scheduleFaults,
  routeFaults,
  duplicateRoutes,
];

/** Every fault at once, in words; a sound topology has none. */
export const checkTopology = (topology: unknown): string[] => {
  const { success, data, error } = shape.safeParse(topology);
  if (!success) return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return rules.flatMap((rule) => rule(data));
};
