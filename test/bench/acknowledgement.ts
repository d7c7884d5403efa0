import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Hub } from '../support/hub.ts';
import type { Row } from './row.ts';
import { quantile } from './statistics.ts';

type Invoke = () => Promise<unknown>;

const ROUNDS = 20;
const ALONE = 50;
const SENDERS = 200;
const BUDGET_TIMES = 3;

/** The push of a channel that lives, as API Gateway hands it over. */
const pushOf = async (hub: Hub): Promise<Record<string, unknown>> => {
  const [channel] = (await hub.google.state()).channels;
  return {
    version: '2.0',
    routeKey: 'POST /webhooks/google',
    rawPath: '/webhooks/google',
    rawQueryString: '',
    headers: {
      'x-goog-channel-id': String(channel?.id),
      'x-goog-channel-token': String(channel?.token),
      'x-goog-resource-id': String(channel?.resourceId),
      'x-goog-resource-state': 'exists',
      'x-goog-message-number': '2',
    },
    requestContext: { requestId: 'bench', http: { method: 'POST', path: '/webhooks/google' } },
    isBase64Encoded: false,
  };
};

const ELEMENTS = 10;

/** One delivery of Microsoft's: of one user's mailbox several notifications, as one action of theirs gives them. */
const deliveryOf = async (hub: Hub): Promise<Record<string, unknown>> => {
  const [subscription] = (await hub.microsoft.state()).subscriptions;
  const element = {
    subscriptionId: String(subscription?.id),
    clientState: String(subscription?.clientState),
    changeType: 'updated',
    resource: 'Users/somebody/Events/something',
  };
  return {
    version: '2.0',
    routeKey: 'POST /webhooks/microsoft',
    rawPath: '/webhooks/microsoft',
    rawQueryString: 'for=somebody',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ value: Array.from({ length: ELEMENTS }, () => element) }),
    requestContext: { requestId: 'bench', http: { method: 'POST', path: '/webhooks/microsoft' } },
    isBase64Encoded: false,
  };
};

const bareSender = ({ aws }: Hub): Invoke => {
  const client = new SQSClient({ useQueueUrlAsEndpoint: false });
  const QueueUrl = aws.queueServer.queueUrl(aws.byName.sync.queue.name);
  let count = 0;
  return async () => {
    count += 1;
    const id = `bare-${count}`;
    await client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: id,
        MessageGroupId: 'bare',
        MessageDeduplicationId: id,
      }),
    );
    return { statusCode: 200 };
  };
};

const timed = async (invoke: Invoke): Promise<number> => {
  const before = performance.now();
  await invoke();
  return performance.now() - before;
};

const oneByOne = async (invoke: Invoke): Promise<number[]> => {
  const times: number[] = [];
  for (let count = 0; count < ALONE; count += 1) times.push(await timed(invoke));
  return times;
};
const together = (invoke: Invoke): Promise<number[]> =>
  Promise.all(Array.from({ length: SENDERS }, () => timed(invoke)));

interface Contest {
  readonly hub: Hub;
  readonly ours: Invoke;
  readonly bare: Invoke;
}

/** The first round is for warming up. Both send to the one queue server of this process, which costs both the same. */
const contest = async (
  { hub, ours, bare }: Contest,
  run: (invoke: Invoke) => Promise<number[]>,
): Promise<{ ours: number; bare: number }> => {
  const round = async (): Promise<{ ours: number[]; bare: number[] }> => {
    const taken = { ours: await run(ours), bare: await run(bare) };
    hub.aws.queues.clear();
    return taken;
  };
  await round();
  const rounds: Awaited<ReturnType<typeof round>>[] = [];
  for (let count = 0; count < ROUNDS; count += 1) rounds.push(await round());
  return {
    ours: quantile(
      rounds.flatMap((each) => each.ours),
      0.99,
    ),
    bare: quantile(
      rounds.flatMap((each) => each.bare),
      0.99,
    ),
  };
};

/** How long a warm `ingest` takes for what providers push, against a handler that only sends one message. */
export const acknowledgements = async (
  hub: Hub,
  ingest: (event: unknown) => Promise<unknown>,
): Promise<Row[]> => {
  const bare = bareSender(hub);
  const [push, delivery] = [await pushOf(hub), await deliveryOf(hub)];
  const rows: Row[] = [];
  for (const [what, event, run] of [
    ['', push, oneByOne],
    [` under ${SENDERS} concurrent senders`, push, together],
    [` of ${ELEMENTS} notifications of Microsoft's`, delivery, oneByOne],
    [` of ${ELEMENTS} notifications of Microsoft's under ${SENDERS} concurrent senders`, delivery, together],
  ] as const) {
    const taken = await contest({ hub, ours: () => ingest(event), bare }, run);
    rows.push({
      what: `p99 of a warm acknowledgement${what}`,
      measured: taken.ours / taken.bare,
      budget: BUDGET_TIMES,
      unit: '× bare sender',
      note: `${taken.ours.toFixed(1)} ms against ${taken.bare.toFixed(1)} ms`,
    });
  }
  return rows;
};
