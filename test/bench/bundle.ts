import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { bundling } from '../../infra/cdk/bundling.ts';

export interface Bundle {
  readonly file: string;
  readonly bytes: number;
}

export interface Bundler {
  /** The function as it is deployed. */
  deployed(name: string): Promise<Bundle>;
  /** A module of a few lines, bundled in the same way. */
  bare(name: string, source: string): Promise<Bundle>;
  remove(): void;
}

const ROOT = join(import.meta.dirname, '../..');

/** Bundles into a folder of its own, out of reach of node_modules, with what the stack bundles with. */
export const bundler = (): Bundler => {
  const folder = mkdtempSync(join(tmpdir(), 'meridian-bench-'));
  const { banner, external, mainFields, ...rest } = bundling;
  const options: BuildOptions = {
    ...rest,
    external: [...external],
    mainFields: [...mainFields],
    banner: { js: banner },
    bundle: true,
    logLevel: 'warning',
  };
  const sized = (file: string): Bundle => ({ file, bytes: statSync(file).size });
  return {
    deployed: async (name) => {
      const outfile = join(folder, `${name}.mjs`);
      await build({ ...options, outfile, entryPoints: [join(ROOT, 'functions', name, 'lambda.ts')] });
      return sized(outfile);
    },
    bare: async (name, contents) => {
      const outfile = join(folder, `bare-${name}.mjs`);
      await build({ ...options, outfile, stdin: { contents, resolveDir: ROOT, loader: 'ts' } });
      return sized(outfile);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
};
