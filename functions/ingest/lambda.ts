import { queueClient } from '../../shared/aws/queue-client.ts';
import { secretKeys } from '../../shared/aws/secret-keys.ts';
import { secretsClient } from '../../shared/aws/secrets-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { readConfig } from '../../shared/config.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { log } from '../../shared/log.ts';
import { googleChannelTokens } from '../../shared/providers/google/verify.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { receiveGooglePush } from './google-push.ts';

const config = readConfig('SYNC_QUEUE_URL', 'KEYS_SECRET_ID');

const deps = {
  tokens: googleChannelTokens(secretKeys(secretsClient(), config.KEYS_SECRET_ID, systemClock).mac),
  queues: sqsQueues(queueClient(), { sync: config.SYNC_QUEUE_URL }),
  clock: systemClock,
  log,
};

export const handler = httpHandler(log, { 'POST /webhooks/google': receiveGooglePush(deps) });
