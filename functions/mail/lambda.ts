import { MailWork } from '../../events/internal/mail-work.ts';
import { mailClient } from '../../shared/aws/mail-client.ts';
import { queueClient } from '../../shared/aws/queue-client.ts';
import { sesMailer } from '../../shared/aws/ses-mailer.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { queueHandler } from '../../shared/http/queue-handler.ts';
import { randomIds } from '../../shared/ids.ts';
import { log } from '../../shared/log.ts';
import { writeLetter } from '../../shared/mail/write-letter.ts';
import { writeLossLetter } from '../../shared/mail/write-loss-letter.ts';
import { writeRequestLetter } from '../../shared/mail/write-request-letter.ts';
import { writeSeriesLetter } from '../../shared/mail/write-series-letter.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoConnectRequests } from '../../shared/store/connect-requests.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { dynamoDues } from '../../shared/store/dues.ts';
import { dynamoFailedMessages } from '../../shared/store/failed-messages.ts';
import { dynamoLossNotices } from '../../shared/store/loss-notices.ts';
import { dynamoNotices } from '../../shared/store/notices.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { dynamoSeries } from '../../shared/store/series.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { workMail } from './work-mail.ts';

const config = readConfig('TABLE_NAME', 'MAIL_QUEUE_URL', 'MAIL_FROM', 'PUBLIC_URL');
const table = { client: tableClient(), name: config.TABLE_NAME };
const sender = { from: config.MAIL_FROM, publicUrl: config.PUBLIC_URL };

export const handler = queueHandler(
  { queue: 'mail', failures: dynamoFailedMessages(table), clock: systemClock, log },
  MailWork,
  workMail({
    bookings: dynamoBookings(table),
    people: dynamoPeople(table),
    settings: dynamoOrgSettings(table),
    notices: dynamoNotices(table),
    letters: writeLetter(sender),
    series: dynamoSeries(table),
    seriesLetters: writeSeriesLetter(sender),
    requests: dynamoConnectRequests(table),
    connections: dynamoConnections(table),
    requestLetters: writeRequestLetter(sender),
    lossNotices: dynamoLossNotices(table),
    lossLetters: writeLossLetter(sender),
    dues: dynamoDues(table),
    mailer: sesMailer(mailClient(), config.MAIL_FROM),
    queues: sqsQueues(queueClient(), { mail: config.MAIL_QUEUE_URL }),
    ids: randomIds,
    clock: systemClock,
    log,
  }),
);
