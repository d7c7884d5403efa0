import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { bundling } from '../../../infra/cdk/bundling.ts';

test('an error in a bundle is logged by the sources that it comes from', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'meridian-stack-'));
  const { format, platform, target, minify, mainFields } = bundling;
  const root = join(import.meta.dirname, '../../..');
  await build({
    format,
    platform,
    target,
    minify,
    mainFields: [...mainFields],
    bundle: true,
    sourcemap: true,
    sourcesContent: false,
    outfile: join(folder, 'index.mjs'),
    stdin: {
      contents: [
        "import { log } from './shared/log.ts';",
        'const fail = (nothing) => nothing.there;',
        "try { fail() } catch (error) { log.error('push.failed', error) }",
      ].join('\n'),
      resolveDir: root,
      sourcefile: 'functions/ingest/google-push.ts',
      loader: 'js',
    },
  });
  const logged = execFileSync(process.execPath, [join(folder, 'index.mjs')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(JSON.parse(logged).stack[0]).toMatch(/functions\/ingest\/google-push\.ts:2:\d+/u);
});
