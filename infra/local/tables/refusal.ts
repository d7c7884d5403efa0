import type { Answer } from './call.ts';

const PREFIXES: Record<string, string> = { ValidationException: 'com.amazon.coral.validate#' };

export const refusal = (type: string, message: string, more: Record<string, unknown> = {}): Answer => ({
  status: 400,
  body: { __type: `${PREFIXES[type] ?? 'com.amazonaws.dynamodb.v20120810#'}${type}`, message, ...more },
});
