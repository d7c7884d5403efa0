import type { Caller } from '../oauth/grants.ts';
import type { User } from '../users.ts';
import type { World } from '../world.ts';
import { noSuchMeeting } from './api-refusal.ts';
import type { Meeting } from './meetings.ts';

/** A call of the REST API whose caller is known. */
export interface ApiRequest {
  readonly caller: Caller;
  readonly user: User;
  /** The parts of the path that vary, as they came. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body?: Record<string, unknown>;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A uuid with a slash in front, or two inside, has to be encoded twice. */
const meetingName = (param: string): string => {
  const once = decoded(param);
  if (once.startsWith('/') || once.includes('//')) throw noSuchMeeting(once);
  return decoded(once);
};

export const meetingOf = ({ meetings }: World, { params }: ApiRequest): Meeting => {
  const name = meetingName(params[0] ?? '');
  const meeting = meetings.find(name);
  if (!meeting) throw noSuchMeeting(name);
  return meeting;
};
