import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Bundle, synthesisedBundles } from './synthesised-bundles.ts';

/** A cold start pays for every byte; with Google's client an honest bundle has 0.8 MB. */
const LARGEST_BYTES = 1_000_000;
/** `require` is deleted as Lambda has none either: with it, a bundle that needs the banner loads here and dies there. */
const LOAD = `
  delete globalThis.require;
  const told = await import(process.argv[1]).then(({ handler }) => typeof handler, ({ message }) => message);
  process.stdout.write(told);`;

const sampleOf = (name: string): string => {
  if (name === 'MAIL_FROM') return 'hub@address.example';
  return name.endsWith('_URL') ? 'https://address.example' : 'value';
};

/** Loads as on Lambda: in a process of its own, with the variables that it is given there and no other. */
const loadFault = ({ file, variables }: Bundle): string[] => {
  const given = Object.entries({ ...variables, AWS_REGION: undefined });
  const env = Object.fromEntries(given.map(([name, value]) => [name, value ?? sampleOf(name)]));
  const args = ['--input-type=module', '-e', LOAD, resolve(file)];
  const told = execFileSync(process.execPath, args, { env, encoding: 'utf8' });
  return told === 'function' ? [] : [`does not load: ${told}`];
};

const faultsOf = (bundle: Bundle, bytes: number): string[] => [
  ...(bytes > LARGEST_BYTES ? [`over ${LARGEST_BYTES / 1000} kB`] : []),
  ...loadFault(bundle),
];

const bundles = synthesisedBundles('cdk.out')
  .map((bundle) => ({ bundle, bytes: statSync(bundle.file).size }))
  .sort((a, b) => b.bytes - a.bytes);
for (const { bundle, bytes } of bundles) {
  const faults = faultsOf(bundle, bytes);
  const size = `${Math.ceil(bytes / 1000)} kB`.padStart(9);
  process.stdout.write(`${[size, bundle.name, ...faults].join('  ')}\n`);
  if (faults.length > 0) process.exitCode = 1;
}
if (bundles.length === 0) throw new Error('cdk.out holds no function: npm run synth first');
