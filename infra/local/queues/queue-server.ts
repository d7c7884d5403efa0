import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { type Reply, type Running, serve } from '../../serve.ts';
import { AwsFaults } from '../aws-faults.ts';
import type { Caller, Operation } from './operation.ts';
import { queueOperations } from './queue-operations.ts';
import type { Queues } from './queues.ts';
import { receiveOperations } from './receive-operations.ts';
import { sendOperations } from './send-operations.ts';
import { SqsError } from './sqs-error.ts';

const ACCOUNT = '000000000000';
const operations: Record<string, Operation> = { ...queueOperations, ...sendOperations, ...receiveOperations };

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID(), ...headers },
  body: JSON.stringify(body),
});

const refused = (error: SqsError): Reply =>
  json(
    400,
    { __type: `com.amazonaws.sqs#${error.code}`, message: error.message },
    { 'x-amzn-query-error': `${error.queryCode};Sender` },
  );

const answer = async (caller: Caller, name: string, body: string): Promise<Reply> => {
  try {
    const run = operations[name];
    if (!run) throw new SqsError('UnsupportedOperation', `The operation ${name} is not supported here.`);
    return json(200, await run(caller, JSON.parse(body)));
  } catch (error) {
    if (error instanceof SqsError) return refused(error);
    throw error;
  }
};

export interface QueueServer extends Running {
  readonly faults: AwsFaults<'throttle'>;
  queueUrl(name: string): string;
}

/** The queues behind SQS's JSON protocol. */
export const startQueueServer = async (queues: Queues): Promise<QueueServer> => {
  const faults = new AwsFaults({
    throttle: () =>
      refused(new SqsError('RequestThrottled', 'The request was denied due to request throttling.')),
  });
  const hangUps = new WeakMap<Socket, AbortController>();
  const signalOf = (socket: Socket): AbortSignal => {
    const earlier = hangUps.get(socket);
    if (earlier) return earlier.signal;
    const hangUp = new AbortController();
    hangUps.set(socket, hangUp);
    socket.once('close', () => hangUp.abort());
    return hangUp.signal;
  };
  let origin = '';
  const server = await serve(({ headers, socket }, body) => {
    const caller: Caller = {
      queues,
      url: ({ name }) => `${origin}/${ACCOUNT}/${name}`,
      signal: signalOf(socket),
    };
    const operation = String(headers['x-amz-target']).split('.').at(-1) ?? '';
    const text = body.toString('utf8');
    return faults.meet({ operation, text }, () => answer(caller, operation, text));
  });
  origin = server.url;
  return { ...server, faults, queueUrl: (name) => `${origin}/${ACCOUNT}/${name}` };
};
