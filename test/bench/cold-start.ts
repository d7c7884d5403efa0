import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type FunctionName, type FunctionSpec, topology } from '../../infra/topology.ts';
import { bareHandler } from './bare-handler.ts';
import type { Bundle, Bundler } from './bundle.ts';
import type { Row } from './row.ts';
import { quantile } from './statistics.ts';

const run = promisify(execFile);

const ROUNDS = 20;
/** What else a machine does only ever adds: the quicker half says more, and of it the middle. */
const QUIET = 0.25;
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
  return { deployed: quantile(times.deployed, QUIET), bare: quantile(times.bare, QUIET) };
};

interface Measured {
  readonly name: FunctionName;
  readonly starts: Starts;
  readonly bytes: number;
}

const timesOf = ({ starts }: Measured): number => starts.deployed / starts.bare;

const startRow = (measured: Measured, budget: number): Row => {
  const { name, starts } = measured;
  return {
    what: `cold start of ${name}`,
    measured: timesOf(measured),
    budget,
    unit: '× bare handler',
    note: `${starts.deployed.toFixed(0)} ms against ${starts.bare.toFixed(0)} ms`,
  };
};

const bundleRow = (all: readonly Measured[]): Row => {
  const sized = all.map(({ name, bytes }) => ({ name, kB: Math.ceil(bytes / 1000) }));
  const [largest, ...rest] = sized.toSorted((one, other) => other.kB - one.kB);
  return {
    what: `largest bundle, ${largest?.name}`,
    measured: largest?.kB ?? 0,
    budget: LARGEST_KB,
    unit: 'kB',
    note: rest.map(({ name, kB }) => `${name} ${kB}`).join(', '),
  };
};

/** Each function against a handler that does nothing with the same clients, both in fresh processes of this machine. */
export const coldStarts = async (bundles: Bundler, env: NodeJS.ProcessEnv): Promise<Row[]> => {
  const all: Measured[] = [];
  const specs: Readonly<Record<FunctionName, FunctionSpec>> = topology.functions;
  for (const name of Object.keys(topology.functions) as FunctionName[]) {
    const deployed = await bundles.deployed(name);
    const bare = await bundles.bare(name, bareHandler(specs[name]));
    all.push({ name, starts: await startsOf(deployed, bare, env), bytes: deployed.bytes });
  }
  return [
    ...all.map((each) => startRow(each, each.name === 'ingest' ? INGEST_TIMES : OTHER_TIMES)),
    bundleRow(all),
  ];
};
