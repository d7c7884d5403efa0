import type { z } from 'zod';
import { parsedJson } from './parsed-json.ts';

/** A wrong order to the simulator, in words that name the field. */
export class ControlError extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(`${field}: ${message}`);
    this.field = field;
  }
}

export const parseControl = <Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> => {
  const input = body === '' ? {} : parsedJson(body);
  if (input === undefined) throw new ControlError('body', 'is no JSON');
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const [issue] = error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  throw new ControlError(
    [...(issue?.path ?? []), ...unknown].join('.') || 'body',
    issue?.message ?? 'is invalid',
  );
};
