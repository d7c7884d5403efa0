import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import promises from '../promises.json' with { type: 'json' };

const Promises = z.record(
  z.string(),
  z.strictObject({ state: z.enum(['kept', 'planned']), promise: z.string() }),
);
const ID = /\b(?:INT|MEET|DOM|ZOOM|SYNC)-\d\d\b/gu;

/** The ids at the start of a scenario's name: `[MEET-14, MEET-15] …`. */
const provenIds = (): Set<string> => {
  const sources = globSync('test/scenarios/**/*.test.ts').map((file) => readFileSync(file, 'utf8'));
  const labels = sources.flatMap((source) => source.match(/['"`](?:\[[A-Z]+-\d\d[^\]]*\])+ /gu) ?? []);
  return new Set(labels.flatMap((label) => label.match(ID) ?? []));
};

const keptIds = (): string[] =>
  Object.entries(Promises.parse(promises)).flatMap(([id, { state }]) => (state === 'kept' ? [id] : []));

test('every promise that is kept has a scenario, and no scenario names another one', () => {
  expect([...provenIds()].toSorted()).toEqual(keptIds().toSorted());
});
