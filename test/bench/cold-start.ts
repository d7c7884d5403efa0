import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type FunctionName, type FunctionSpec, topology } from '../../infra/topology.ts';
import { bareHandler } from './bare-handler.ts';
import type { Bundle, Bundler } from './bundle.ts';
import type { Row } from './row.ts';
import { median } from './statistics.ts';

const run = promisify(execFile);

const ROUNDS = 15;
const INGEST_TIMES = 1.3;
const OTHER_TIMES = 2;
const LARGEST_KB = 1_000;

/** From the beginning of the process to the loaded handler: `performance` counts from there. Without `require`, as on Lambda. */
const LOAD = `
  delete globalThis.require;
  const { handler } = await import(process.argv[1]);
  if (typeof handler !== 'function') throw new Error('no handler');
  process.stdout.write(String(performance.now()));`;

const startOf = async ({ file }: Bundle, env: NodeJS.ProcessEnv): Promise<number> => {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', LOAD, file], { env });
  return Number(stdout);
};

interface Starts {
  readonly deployed: number;
  readonly bare: number;
}

/** One after the other and turn about, so that whatever else the machine does meets both alike. */
const startsOf = async (deployed: Bundle, bare: Bundle, env: NodeJS.ProcessEnv): Promise<Starts> => {
  const times: { deployed: number[]; bare: number[] } = { deployed: [], bare: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.bare.push(await startOf(bare, env));
    times.deployed.push(await startOf(deployed, env));
  }
  return { deployed: median(times.deployed), bare: median(times.bare) };
};

const rowsOf = (name: string, { deployed, bare }: Starts, { bytes }: Bundle): Row[] => [
  {
    what: `cold start of ${name}`,
    measured: deployed / bare,
    budget: name === 'ingest' ? INGEST_TIMES : OTHER_TIMES,
    unit: '× bare handler',
    note: `${deployed.toFixed(0)} ms against ${bare.toFixed(0)} ms`,
  },
  { what: `bundle of ${name}`, measured: Math.ceil(bytes / 1000), budget: LARGEST_KB, unit: 'kB' },
];

/** Each function against a handler that does nothing with the same clients, both in fresh processes of this machine. */
export const coldStarts = async (bundles: Bundler, env: NodeJS.ProcessEnv): Promise<Row[]> => {
  const rows: Row[] = [];
  const specs: Readonly<Record<FunctionName, FunctionSpec>> = topology.functions;
  for (const name of Object.keys(topology.functions) as FunctionName[]) {
    const deployed = await bundles.deployed(name);
    const bare = await bundles.bare(name, bareHandler(name, specs[name]));
    rows.push(...rowsOf(name, await startsOf(deployed, bare, env), deployed));
  }
  return rows;
};
