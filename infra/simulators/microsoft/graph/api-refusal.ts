import { randomUUID } from 'node:crypto';
import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { graphHeaders } from './graph-headers.ts';

interface Reason {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Record<string, string>;
  /** Members beside the usual ones. */
  readonly more?: Record<string, unknown>;
}

/** A request that Graph would turn down. */
export class ApiRefusal extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.message);
    this.reason = reason;
  }
}

export const refusalReply = (call: HttpCall, { status, code, message, headers, more }: Reason): Reply => {
  const requestId = randomUUID();
  const own = call.header('client-request-id') ?? requestId;
  const innerError = {
    date: new Date().toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': own,
  };
  return {
    status,
    headers: { ...graphHeaders(call, requestId), ...headers },
    body: JSON.stringify({ error: { code, message, ...more, innerError } }),
  };
};

export const itemNotFound = (): ApiRefusal =>
  new ApiRefusal({
    status: 404,
    code: 'ErrorItemNotFound',
    message: 'The specified object was not found in the store.',
  });

export const badRequest = (code: string, message: string): ApiRefusal =>
  new ApiRefusal({ status: 400, code, message });

export const invalidProperty = (message = 'At least one property failed validation.'): ApiRefusal =>
  badRequest('ErrorPropertyValidationFailure', message);

export const accessDenied = (): ApiRefusal =>
  new ApiRefusal({
    status: 403,
    code: 'ErrorAccessDenied',
    message: 'Access is denied. Check credentials and try again.',
  });
