import { ProvisionWork } from '../../events/internal/provision-work.ts';
import { queueClient } from '../../shared/aws/queue-client.ts';
import { sqsQueues } from '../../shared/aws/sqs-queues.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { releaseHold } from '../../shared/bookings/release-hold.ts';
import { workSeries } from '../../shared/bookings/series/work-series.ts';
import { spreadConflicts } from '../../shared/bookings/spread-conflicts.ts';
import { tendMeeting } from '../../shared/bookings/tend-meeting.ts';
import { writeEvent } from '../../shared/bookings/write-event.ts';
import { readConfig } from '../../shared/config.ts';
import { disconnect } from '../../shared/connections/disconnect.ts';
import { enforcePrivacy } from '../../shared/connections/enforce-privacy.ts';
import { finishConnecting } from '../../shared/connections/finish-connecting.ts';
import { forgetAttempt } from '../../shared/connections/forget-attempt.ts';
import { forgetImported } from '../../shared/connections/forget-imported.ts';
import { keepAlive } from '../../shared/connections/keep-alive.ts';
import { leaveDeauthorized } from '../../shared/connections/leave-deauthorized.ts';
import { probeAccount } from '../../shared/connections/probe-account.ts';
import { refreshCalendars } from '../../shared/connections/refresh-calendars.ts';
import { settleCalendars } from '../../shared/connections/settle-calendars.ts';
import { queueHandler } from '../../shared/http/queue-handler.ts';
import { leaveEventTypes } from '../../shared/people/leave-event-types.ts';
import { settleDeclines } from '../../shared/scheduling/settle-declines.ts';
import { dynamoAvailabilitySchedules } from '../../shared/store/availability-schedules.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoDues } from '../../shared/store/dues.ts';
import { dynamoEventTypes } from '../../shared/store/event-types.ts';
import { dynamoFailedMessages } from '../../shared/store/failed-messages.ts';
import { dynamoFeeds } from '../../shared/store/feeds.ts';
import { dynamoHostShares } from '../../shared/store/host-shares.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { dynamoSeries } from '../../shared/store/series.ts';
import { providerAccess } from '../../shared/wiring/provider-access.ts';
import { workProvision } from './work-provision.ts';

const config = readConfig('TABLE_NAME', 'SYNC_QUEUE_URL', 'PROVISION_QUEUE_URL', 'MAIL_QUEUE_URL');
const table = { client: tableClient(), name: config.TABLE_NAME };

const deps = {
  ...providerAccess(table),
  bookings: dynamoBookings(table),
  people: dynamoPeople(table),
  settings: dynamoOrgSettings(table),
  feeds: dynamoFeeds(table),
  dues: dynamoDues(table),
  queues: sqsQueues(queueClient(), {
    sync: config.SYNC_QUEUE_URL,
    provision: config.PROVISION_QUEUE_URL,
    mail: config.MAIL_QUEUE_URL,
  }),
};

const shares = dynamoHostShares(table);

const jobs = {
  booking: writeEvent({ ...deps, relist: refreshCalendars(deps) }),
  meeting: tendMeeting(deps),
  connect: finishConnecting(deps),
  disconnect: disconnect(deps),
  calendars: settleCalendars(deps),
  forget_attempt: forgetAttempt(deps),
  lost: forgetImported(deps),
  probe: probeAccount(deps),
  keep_alive: keepAlive(deps),
  deauthorized: leaveDeauthorized(deps),
  hold: releaseHold({ ...deps, shares }),
  declined: settleDeclines({
    ...deps,
    schedules: dynamoAvailabilitySchedules(table),
    eventTypes: dynamoEventTypes(table),
    shares,
  }),
  conflicts: spreadConflicts(deps),
  series: workSeries({
    ...deps,
    schedules: dynamoAvailabilitySchedules(table),
    series: dynamoSeries(table),
  }),
  org_privacy: enforcePrivacy(deps),
  person_removed: leaveEventTypes({ ...deps, eventTypes: dynamoEventTypes(table) }),
};

const failures = dynamoFailedMessages(table);

export const handler = queueHandler(
  { ...deps, queue: 'provision', failures },
  ProvisionWork,
  workProvision(jobs),
);
