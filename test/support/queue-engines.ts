import { SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { startQueueServer } from '../../infra/local/queues/queue-server.ts';
import { Queues } from '../../infra/local/queues/queues.ts';

interface Engine {
  readonly name: 'own' | 'fauxqs';
  start(): Promise<{ url: string; close(): Promise<void> }>;
}

const own: Engine = { name: 'own', start: () => startQueueServer(new Queues()) };

const fauxqs: Engine = {
  name: 'fauxqs',
  start: async () => {
    const app = buildApp({ logger: false });
    // The SDK corrects its clock from this header, and a frozen clock must stay frozen.
    app.addHook('onSend', async (_request, reply) => {
      reply.header('date', new Date().toUTCString());
    });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    return {
      url,
      close: async () => {
        await app.close();
      },
    };
  },
};

/** One contract, two implementations: ours runs the hub, the other keeps ours honest. */
export const queueEngines: readonly Engine[] = [own, fauxqs];

export const sqsClient = (endpoint: string): SQSClient =>
  new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    useQueueUrlAsEndpoint: false,
    maxAttempts: 1,
  });
