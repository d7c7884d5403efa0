import type { Reply } from '../../../serve.ts';
import { jsonReply } from '../../json-reply.ts';

interface Reason {
  readonly status: number;
  /** Zoom's number, unrelated to the status. */
  readonly code: number;
  readonly message: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly headers?: Record<string, string>;
}

/** A request that Zoom would turn down: https://developers.zoom.us/docs/api/errors */
export class ApiRefusal extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.message);
    this.reason = reason;
  }
}

export const refusalReply = ({ status, headers, ...body }: Reason): Reply => jsonReply(status, body, headers);

export const invalidToken = (isExpired: boolean): ApiRefusal =>
  new ApiRefusal({
    status: 401,
    code: 124,
    message: isExpired ? 'Access token is expired.' : 'Invalid access token.',
  });

export const invalidField = (field: string): ApiRefusal =>
  new ApiRefusal({
    status: 400,
    code: 300,
    message: 'Validation Failed.',
    errors: [{ field, message: 'Invalid field.' }],
  });

export const noSuchUser = (name: string): ApiRefusal =>
  new ApiRefusal({ status: 404, code: 1001, message: `User does not exist: ${name}.` });

export const noSuchMeeting = (name: string): ApiRefusal =>
  new ApiRefusal({ status: 404, code: 3001, message: `Meeting does not exist: ${name}.` });

export const refused = (code: number, message: string): ApiRefusal =>
  new ApiRefusal({ status: 400, code, message });
