import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type FunctionName, topology } from '../../infra/topology.ts';
import { buildBundles } from './torture-hub.ts';

const Played = z.object({
  seed: z.number(),
  faults: z.array(z.string()),
  trace: z.array(z.string()),
  ms: z.number(),
});
type Played = z.infer<typeof Played>;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '20' },
    steps: { type: 'string', default: '20' },
    cores: { type: 'string', default: String(availableParallelism()) },
    trace: { type: 'boolean', default: false },
  },
});
const whole = z.coerce.number().int().min(1);
const first = whole.parse(values.seed);
const count = whole.parse(values.seeds);
const steps = whole.parse(values.steps);

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const show = ({ seed, faults, trace, ms }: Played): void => {
  print(
    `seed ${seed}  ${faults.length === 0 ? 'ok' : 'FAILED'}  ${(ms / 1000).toFixed(1)} s  ${trace.length} lines of trace`,
  );
  if (faults.length > 0 || values.trace) for (const line of trace) print(`    ${line}`);
  if (faults.length === 0) return;
  for (const line of faults) print(`  fault: ${line}`);
  print(`  again: npm run torture -- --seed ${seed} --seeds 1 --steps ${steps}`);
};

const names = Object.keys(topology.functions) as FunctionName[];
const bundles = await buildBundles(names);
const left = Array.from({ length: count }, (_, index) => first + index);
let failed = 0;

/** One process, one hub, one seed after the other. */
const core = (): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = fork(new URL('./worker.ts', import.meta.url));
  let playing: number | undefined;
  const next = (): void => {
    playing = left.shift();
    if (playing === undefined) child.kill();
    else child.send({ seed: playing, steps });
  };
  child.on('message', (message) => {
    const played = Played.parse(message);
    show(played);
    if (played.faults.length > 0) failed += 1;
    next();
  });
  child.on('exit', (code) => {
    if (playing !== undefined) {
      failed += 1;
      print(`seed ${playing}  FAILED  the process ended with ${code}`);
      // The next seeds need a process of their own.
      core().then(resolve, reject);
    } else resolve();
  });
  child.send({ files: bundles.files });
  next();
  return promise;
};

const from = performance.now();
await Promise.all(Array.from({ length: Math.min(count, whole.parse(values.cores)) }, core));
bundles.remove();
print(
  `${count} seeds of ${steps} steps, ${failed} failed, ${((performance.now() - from) / 1000).toFixed(0)} s`,
);
process.exit(failed > 0 || left.length > 0 ? 1 : 0);
