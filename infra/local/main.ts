import { parseArgs } from 'node:util';
import { runLive } from './live.ts';
import { startLocal } from './runtime.ts';

const FOLDER = '.meridian';

const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
const port = Number(process.env.PORT ?? 3000);
const local = await startLocal({ port, ...(values.keep && { keep: FOLDER }) });
const stop = runLive(local);

const end = async (): Promise<void> => {
  stop();
  await local.close();
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    end().catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
  });

const { engines, google, microsoft, zoom } = local.cloud;
process.stdout.write(`ready ${local.url}/dev

  hub        ${local.url}          a token: ${local.url}/dev/token?user=ada
  inbox      ${engines.inboxUrl}
  Google     ${google.url}
  Microsoft  ${microsoft.url}
  Zoom       ${zoom.url}

${values.keep ? `State is kept in ${FOLDER}/.` : 'Nothing is kept; npm start -- --keep keeps it.'} Ctrl+C ends all of it.
`);
