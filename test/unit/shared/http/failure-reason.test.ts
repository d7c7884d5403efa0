import { expect, it } from 'vitest';
import { z } from 'zod';
import { HubError } from '../../../../shared/errors.ts';
import { failureReason } from '../../../../shared/http/failure-reason.ts';
import { ProviderError } from '../../../../shared/ports/provider-error.ts';

const named = (name: string, over: object = {}) =>
  Object.assign(new Error('ben@example.org'), { name }, over);

it.each([
  [new ProviderError('transient', { word: 'backendError' }), 'ProviderError backendError'],
  [new HubError('busy'), 'HubError busy'],
  [named('Error', { code: 'ECONNREFUSED' }), 'Error ECONNREFUSED'],
  [named('Unknown', { $metadata: { httpStatusCode: 500 } }), 'Unknown 500'],
  [named('ThrottlingException'), 'ThrottlingException'],
  [z.string().safeParse(7).error, 'ZodError'],
  [new TypeError('Cannot read ben@example.org'), 'TypeError'],
  [named('Error', { code: 'ben@example.org' }), 'Error'],
  [named('ben@example.org'), 'Error'],
  [named('Error', { code: 7 }), 'Error'],
  ['ben@example.org', 'thrown string'],
  [undefined, 'thrown undefined'],
])('%s is told without what it quotes', (error, reason) => {
  expect(failureReason(error)).toBe(reason);
});
