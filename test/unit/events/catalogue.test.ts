import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../events/catalogue.ts';

/** Words that items share, and no item. */
const WORDS = ['stored/booking-terms', 'stored/provider'];

const EVENTS = new URL('../../../events/', import.meta.url);
const filesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, EVENTS))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file.slice(0, -3)}`)
    .filter((name) => !WORDS.includes(name));

describe('what rests and what travels', () => {
  test('every stored item and every message is in the catalogue', () => {
    expect(catalogue.map(({ name }) => name).sort()).toEqual(
      [...filesIn('internal'), ...filesIn('stored')].sort(),
    );
  });

  test.each(catalogue)('the example of $name parses to itself', ({ schema, example }) => {
    expect(schema.parse(example)).toEqual(example);
  });

  test.each(catalogue)('readers of $name ignore fields that they do not know yet', ({ schema, example }) => {
    expect(schema.parse({ ...example, later: 1 })).toEqual(example);
  });

  test.each(catalogue)('$name without a required field is refused', ({ schema, example, mayLack }) => {
    const dispensable = Object.keys(example).filter((field) => {
      const { [field]: _, ...rest } = example;
      return schema.safeParse(rest).success;
    });
    expect(dispensable).toEqual([...mayLack]);
  });
});
