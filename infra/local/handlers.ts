import { handler as admin } from '../../functions/admin/lambda.ts';
import { handler as bookings } from '../../functions/bookings/lambda.ts';
import { handler as clock } from '../../functions/clock/lambda.ts';
import { handler as eventTypes } from '../../functions/event-types/lambda.ts';
import { handler as ingest } from '../../functions/ingest/lambda.ts';
import { handler as integrations } from '../../functions/integrations/lambda.ts';
import { handler as mail } from '../../functions/mail/lambda.ts';
import { handler as oauth } from '../../functions/oauth/lambda.ts';
import { handler as openapi } from '../../functions/openapi/lambda.ts';
import { handler as pages } from '../../functions/pages/lambda.ts';
import { handler as people } from '../../functions/people/lambda.ts';
import { handler as provision } from '../../functions/provision/lambda.ts';
import { handler as scheduling } from '../../functions/scheduling/lambda.ts';
import { handler as sync } from '../../functions/sync/lambda.ts';
import type { FunctionName } from '../topology.ts';

/** The deployed handlers. They read their environment when they are loaded, so it must stand before this file is. */
export const handlers = {
  admin,
  bookings,
  clock,
  'event-types': eventTypes,
  ingest,
  integrations,
  mail,
  oauth,
  openapi,
  pages,
  people,
  provision,
  scheduling,
  sync,
} satisfies Record<FunctionName, unknown>;
