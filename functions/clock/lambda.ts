import { queueClient } from '../../shared/aws/queue-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { scheduleHandler } from '../../shared/http/schedule-handler.ts';
import { log } from '../../shared/log.ts';
import { dynamoDues } from '../../shared/store/dues.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { sweep } from './sweep.ts';
import { tidy } from './tidy.ts';

const config = readConfig('TABLE_NAME', 'SYNC_QUEUE_URL', 'PROVISION_QUEUE_URL', 'MAIL_QUEUE_URL');

const deps = {
  dues: dynamoDues({ client: tableClient(), name: config.TABLE_NAME }),
  queues: sqsQueues(queueClient(), {
    sync: config.SYNC_QUEUE_URL,
    provision: config.PROVISION_QUEUE_URL,
    mail: config.MAIL_QUEUE_URL,
  }),
  clock: systemClock,
  log,
};

export const handler = scheduleHandler({ sweep: sweep(deps), tidy: tidy(deps) });
