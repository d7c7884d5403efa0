import { expect, test } from 'vitest';
import * as z from 'zod';
import { HubError } from '../../../../shared/errors.ts';
import { parseInput } from '../../../../shared/http/parse-input.ts';

const Body = z.strictObject({
  name: z.string(),
  kind: z.enum(['a', 'b']).optional(),
  hosts: z.array(z.string()).optional(),
  place: z.strictObject({ room: z.int() }).optional(),
  zone: z.string('must be a zone').optional(),
  id: z.string().max(4).regex(/^a/u, 'must be an id').optional(),
});

const refusals = (input: unknown) => {
  try {
    return parseInput(Body, input, 'body');
  } catch (error) {
    return error instanceof HubError ? error.errors : error;
  }
};

test.each([
  [undefined, [['body', 'is required']]],
  ['text', [['body', 'must be an object']]],
  [{}, [['name', 'is required']]],
  [{ name: null }, [['name', 'must be a string']]],
  [{ name: 'x', kind: 'c' }, [['kind', 'must be one of a, b']]],
  [{ name: 'x', hosts: 'ben' }, [['hosts', 'must be a list']]],
  [{ name: 'x', place: { room: 1.5 } }, [['place.room', 'must be a whole number']]],
  [{ name: 'x', zone: 7 }, [['zone', 'must be a zone']]],
  [{ name: 'x', id: 'bcdef' }, [['id', 'must have at most 4 characters']]],
  [{ name: 'x', nome: 'y' }, [['nome', 'is not a known field: remove it']]],
])('%j is refused in words, by its field', (input, wanted) => {
  expect(refusals(input)).toEqual(wanted.map(([field, message]) => ({ field, message })));
});
