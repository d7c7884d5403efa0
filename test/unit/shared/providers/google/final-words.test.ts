import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authorizationError } from '../../../../../shared/providers/google/authorization-error.ts';
import { interpretRefusal } from '../../../../../shared/providers/google/interpret-refusal.ts';

const word = fc.oneof(
  fc.constantFrom(
    ...[
      'invalid_grant',
      'invalid_client',
      'unauthorized_client',
      'deleted_client',
      'temporarily_unavailable',
    ],
    ...['authError', 'notACalendarUser', 'forbidden', 'backendError', 'rateLimitExceeded', 'notFound'],
  ),
  fc.stringMatching(/^[\w.-]{1,40}$/u),
);
const status = fc.oneof(
  fc.constantFrom(undefined, 400, 401, 403, 404, 429, 500, 503),
  fc.integer({ min: 300, max: 599 }),
);
const noise = fc.option(fc.string(), { nil: undefined });

test('nothing but a refused grant, said by the token endpoint and not by a broken server, ends a connection', () => {
  fc.assert(
    fc.property(word, status, noise, (error, code, error_description) => {
      const response = { status: code, data: { error, error_description }, headers: new Headers() };
      const { verdict } = authorizationError({ code, response });
      const isFinal = error === 'invalid_grant' && (code ?? 0) < 500;
      expect(verdict === 'final').toBe(isFinal);
    }),
    { numRuns: 500 },
  );
});

test('whatever is no answer of the token endpoint ends no connection', () => {
  fc.assert(
    fc.property(fc.anything(), (error) => {
      expect(authorizationError(error).verdict).not.toBe('final');
      expect(authorizationError({ response: { status: 400, data: error } }).verdict).toBe(
        (error as { error?: unknown } | null)?.error === 'invalid_grant' ? 'final' : 'transient',
      );
    }),
    { numRuns: 300 },
  );
});

test('of the words of the calendar only that the account has none ends a connection', () => {
  fc.assert(
    fc.property(word, status, noise, (reason, code, message) => {
      const body = { error: { code, message, errors: [{ reason, message }] } };
      const { verdict } = interpretRefusal({ status: code, body });
      expect(verdict === 'final').toBe(reason === 'notACalendarUser' && (code ?? 0) < 500);
    }),
    { numRuns: 500 },
  );
});
