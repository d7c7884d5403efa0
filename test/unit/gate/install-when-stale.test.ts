import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../../../.ci/install-when-stale.mjs');
const run = promisify(execFile);
const LOCK = {
  '': { version: '0.0.0' },
  'node_modules/zod': { version: '4.0.0' },
  'node_modules/for-another-platform': { version: '1.0.0', optional: true },
};

let clone = '';

/** Stands in for npm and says what it was asked to do. */
const NPM = '#!/bin/sh\necho "npm $*"\n';
const held = async (packages: object): Promise<void> => {
  await mkdir(join(clone, 'node_modules'));
  await writeFile(join(clone, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
};
const asked = async (): Promise<string> =>
  (await run(process.execPath, [SCRIPT], { cwd: clone, env: { PATH: `${clone}/bin:/usr/bin:/bin` } })).stdout;

describe('before the tests of a clone', () => {
  beforeEach(async () => {
    clone = await mkdtemp(join(tmpdir(), 'meridian-clone-'));
    await mkdir(join(clone, 'bin'));
    await writeFile(join(clone, 'bin/npm'), NPM, { mode: 0o755 });
    await writeFile(join(clone, 'package-lock.json'), JSON.stringify({ packages: LOCK }));
  });
  afterEach(() => rm(clone, { recursive: true }));

  test('all is installed when nothing is', async () => {
    expect(await asked()).toBe('npm ci\n');
  });

  test('all is installed anew when the lock names another version', async () => {
    await held({ 'node_modules/zod': { version: '3.9.9' } });
    expect(await asked()).toBe('npm ci\n');
  });

  test('all is installed anew when an optional package that is here has another version', async () => {
    await held({
      'node_modules/zod': { version: '4.0.0' },
      'node_modules/for-another-platform': { version: '0.9.0', optional: true },
    });
    expect(await asked()).toBe('npm ci\n');
  });

  test('nothing is done when only the packages of other platforms are missing', async () => {
    await held({ 'node_modules/zod': { version: '4.0.0' } });
    expect(await asked()).toBe('');
  });
});
