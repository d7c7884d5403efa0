import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { all, text } from './synthesised.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const Environment = z.object({ Variables: z.record(z.string(), text) });
const functions = all('AWS::Lambda::Function', { Environment });

/** What AWS fills in is not known here; that an address is one, is. */
const deployed = ([name, value]: [string, string]): [string, string] => [
  name,
  name.endsWith('_URL') ? 'https://address.example' : value,
];
const LOAD = 'const { handler } = await import(process.argv[1]); process.stdout.write(typeof handler);';

// All of them share one process locally, and so its environment: only here is a variable missed that AWS would not give.
describe.concurrent('with the environment that the stack gives it, and no other', { timeout: 60_000 }, () => {
  test.each(functions.map((each) => [each.name, each] as const))(
    '%s starts',
    async (name, { Environment: { Variables } }) => {
      const entry = join(ROOT, 'functions', name.replace(/-function$/, ''), 'lambda.ts');
      const env = {
        ...Object.fromEntries(Object.entries(Variables).map(deployed)),
        AWS_REGION: 'eu-central-1',
      };
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--input-type=module', '-e', LOAD, entry],
        { env },
      );
      expect(stdout).toBe('function');
    },
  );
});
