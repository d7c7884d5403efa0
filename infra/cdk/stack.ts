import { type App, Stack } from 'aws-cdk-lib';
import { checkTopology } from '../check-topology.ts';
import { topology } from '../topology.ts';
import { buildAlarms } from './alarms.ts';
import type { Surroundings } from './environment.ts';
import { buildEventSources } from './event-sources.ts';
import { buildFunctions } from './functions.ts';
import { buildGateway } from './gateway.ts';
import { grant } from './grants.ts';
import { buildMail } from './mail.ts';
import { buildQueues } from './queues.ts';
import { buildRoutes } from './routes.ts';
import { buildSchedules } from './schedules.ts';
import { buildSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { buildTable } from './tables.ts';

const refuseFaults = (faults: readonly string[]): void => {
  if (faults.length > 0)
    throw new Error(`infra/topology.ts does not hold together:\n  ${faults.join('\n  ')}`);
};

/** Names no function, queue or route: all of them come from the topology. */
export const buildStack = (app: App, settings: Settings): Stack => {
  refuseFaults(checkTopology(topology));
  const stack = new Stack(app, `meridian-${settings.stage}`, {
    description: 'Meridian, the calendar integration hub',
  });
  const gateway = buildGateway(stack, settings);
  const mail = buildMail(stack, settings);
  const queues = buildQueues(stack, topology);
  const around: Surroundings = {
    topology,
    settings,
    queues,
    table: buildTable(stack, topology),
    secrets: buildSecrets(stack, topology, settings.stage),
    publicUrl: gateway.publicUrl,
  };
  const functions = buildFunctions(stack, around);
  grant(functions, around, mail);
  buildEventSources(topology, queues, functions);
  buildRoutes(gateway, topology, functions, settings);
  const schedules = buildSchedules(stack, topology, functions);
  buildAlarms(stack, { functions, queues, schedules, mail }, settings);
  return stack;
};
