import type { Reply } from '../../../serve.ts';
import { jsonReply } from '../../json-reply.ts';

interface Reason {
  readonly status: number;
  readonly reason: string;
  readonly message: string;
  readonly domain?: string;
  readonly locationType?: 'parameter' | 'header';
  readonly location?: string;
  /** What newer errors add beside the list. */
  readonly more?: Record<string, unknown>;
}

/** A request that Google would turn down. */
export class ApiRefusal extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.message);
    this.reason = reason;
  }
}

/** https://developers.google.com/workspace/calendar/api/guides/errors */
export const refusalReply = ({ status, reason, message, domain, more, ...where }: Reason): Reply =>
  jsonReply(status, {
    error: {
      errors: [{ domain: domain ?? 'global', reason, message, ...where }],
      code: status,
      message,
      ...more,
    },
  });

export const notFound = (): ApiRefusal =>
  new ApiRefusal({ status: 404, reason: 'notFound', message: 'Not Found' });

export const invalid = (message: string, parameter?: string): ApiRefusal =>
  new ApiRefusal({
    status: 400,
    reason: 'invalid',
    message,
    ...(parameter !== undefined && { locationType: 'parameter', location: parameter }),
  });

export const required = (message: string): ApiRefusal =>
  new ApiRefusal({ status: 400, reason: 'required', message });

export const timeRangeEmpty = (location = 'timeMax'): ApiRefusal =>
  new ApiRefusal({
    status: 400,
    domain: 'calendar',
    reason: 'timeRangeEmpty',
    message: 'The specified time range is empty.',
    locationType: 'parameter',
    location,
  });

export const unauthenticated = (isMissing: boolean): ApiRefusal =>
  new ApiRefusal({
    status: 401,
    reason: isMissing ? 'required' : 'authError',
    message: isMissing ? 'Login Required.' : 'Invalid Credentials',
    locationType: 'header',
    location: 'Authorization',
    more: { status: 'UNAUTHENTICATED' },
  });

export const forbiddenForNonOrganizer = (): ApiRefusal =>
  new ApiRefusal({
    status: 403,
    domain: 'calendar',
    reason: 'forbiddenForNonOrganizer',
    message: 'Shared properties can only be changed by the organizer of the event.',
  });
