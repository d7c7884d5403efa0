import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { cors } from '../../shared/http/cors.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { randomIds } from '../../shared/ids.ts';
import { log } from '../../shared/log.ts';
import { allowsOrigin } from '../../shared/people/allows-origin.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { dynamoEventTypes } from '../../shared/store/event-types.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { postEventType } from './create.ts';
import { listEventTypes } from './list.ts';
import { getEventType } from './read.ts';
import { deleteEventType } from './remove.ts';
import { putEventType } from './replace.ts';

const table = { client: tableClient(), name: readConfig('TABLE_NAME').TABLE_NAME };

const deps = {
  eventTypes: dynamoEventTypes(table),
  people: dynamoPeople(table),
  connections: dynamoConnections(table),
  settings: dynamoOrgSettings(table),
  clock: systemClock,
  ids: randomIds,
};

export const handler = httpHandler(
  log,
  {
    'GET /v1/event-types': listEventTypes(deps),
    'POST /v1/event-types': postEventType(deps),
    'GET /v1/event-types/{id}': getEventType(deps),
    'PUT /v1/event-types/{id}': putEventType(deps),
    'DELETE /v1/event-types/{id}': deleteEventType(deps),
  },
  cors(allowsOrigin(deps)),
);
