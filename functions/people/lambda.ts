import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { cors } from '../../shared/http/cors.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { log } from '../../shared/log.ts';
import { allowsOrigin } from '../../shared/people/allows-origin.ts';
import { dynamoOrgSettings } from '../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../shared/store/people.ts';
import { systemClock } from '../../shared/system-clock.ts';
import { changeMe } from './change-me.ts';
import { readMe } from './read-me.ts';

const table = { client: tableClient(), name: readConfig('TABLE_NAME').TABLE_NAME };
const deps = { people: dynamoPeople(table), settings: dynamoOrgSettings(table), clock: systemClock };

export const handler = httpHandler(
  log,
  { 'GET /v1/me': readMe(deps), 'PATCH /v1/me': changeMe(deps) },
  cors(allowsOrigin(deps)),
);
