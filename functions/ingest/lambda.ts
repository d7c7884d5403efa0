import { queueClient } from '../../shared/aws/queue-client.ts';
import { secretKeys } from '../../shared/aws/secret-keys.ts';
import { secretsClient } from '../../shared/aws/secrets-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { zoomCredentials } from '../../shared/aws/zoom-credentials.ts';
import { readConfig } from '../../shared/config.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { log } from '../../shared/log.ts';
import { channelTokens } from '../../shared/providers/channel-tokens.ts';
import { exactJson } from '../../shared/providers/zoom/exact-json.ts';
import { zoomProofs } from '../../shared/providers/zoom/webhook-proofs.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { receiveGooglePush } from './google-push.ts';
import { receiveMicrosoftPush } from './microsoft-push.ts';
import { receiveZoomEvent } from './zoom-event.ts';

const config = readConfig('SYNC_QUEUE_URL', 'KEYS_SECRET_ID', 'ZOOM_SECRET_ID');

const secrets = secretsClient();

const { mac } = secretKeys(secrets, config.KEYS_SECRET_ID, systemClock);

const deps = {
  proofs: zoomProofs({
    app: zoomCredentials(secrets, config.ZOOM_SECRET_ID, systemClock),
    clock: systemClock,
  }),
  parseJson: exactJson,
  queues: sqsQueues(queueClient(), { sync: config.SYNC_QUEUE_URL }),
  clock: systemClock,
  log,
};

const microsoftPush = receiveMicrosoftPush({ ...deps, tokens: channelTokens(mac, 'microsoft') });

export const handler = httpHandler(log, {
  'POST /webhooks/google': receiveGooglePush({ ...deps, tokens: channelTokens(mac, 'google') }),
  'POST /webhooks/microsoft': microsoftPush,
  'POST /webhooks/microsoft/lifecycle': microsoftPush,
  'POST /webhooks/zoom': receiveZoomEvent(deps),
});
