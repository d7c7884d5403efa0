import { environmentOf } from '../../infra/local/environment.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook } from '../support/connect-outlook.ts';
import { acknowledgements } from './acknowledgement.ts';
import { benchHub } from './bench-hub.ts';
import { bundler } from './bundle.ts';
import { coldStarts } from './cold-start.ts';
import { countedRequests } from './counted-requests.ts';
import { endToEnd } from './end-to-end.ts';
import { hourlyWork } from './hourly-work.ts';
import { ingestImports } from './ingest-imports.ts';
import { parallelBookings } from './parallel-bookings.ts';
import { remindersAtOnce } from './reminder-minute.ts';
import { isOver, type Row } from './row.ts';
import { servedRequests } from './served-requests.ts';
import { simulatedMonth } from './simulated-month.ts';
import { tableOf, writeTable } from './table.ts';
import { yearOfSlots } from './year-of-slots.ts';

const served = servedRequests();
const { local, hub, ingest, fresh } = await benchHub();
const { engines, google, microsoft, zoom } = local.cloud;
const environment = environmentOf(engines, {
  hub: local.url,
  google: google.url,
  microsoft: microsoft.url,
  zoom: zoom.url,
});
const bundles = bundler();

/** On real time first: from `fresh` on the clock stands still. */
const parts: readonly (readonly [string, () => Promise<readonly Row[]>])[] = [
  ['what ingest loads', ingestImports],
  ['cold starts', () => coldStarts(bundles, environment)],
  ['from Google to the inbox', async () => [await endToEnd(local, hub)]],
  ['counted requests', () => countedRequests(hub, served, fresh)],
  [
    'acknowledgements',
    async () => {
      await fresh();
      await connectGoogle(hub, 'ben');
      await connectOutlook(hub, 'ada');
      return acknowledgements(hub, ingest);
    },
  ],
  ['an hour of work', hourlyWork],
  ['a month of channels', simulatedMonth],
  ['a year of slots', async () => [yearOfSlots()]],
  ['500 guests', async () => [await parallelBookings(hub, fresh)]],
  ['a minute of reminders', async () => [await remindersAtOnce()]],
];

const rows: Row[] = [];
for (const [name, measure] of parts) {
  const from = performance.now();
  rows.push(...(await measure()));
  process.stderr.write(`${name}: ${((performance.now() - from) / 1000).toFixed(0)} s\n`);
}
bundles.remove();
await local.close();

const table = tableOf(rows);
process.stdout.write(`\n${table}\n`);
writeTable('README.md', table);
process.exit(rows.some(isOver) ? 1 : 0);
