import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { MeetMode } from '../accounts.ts';
import { invalid } from './api-refusal.ts';
import type { Json, JsonObject } from './json.ts';

/** One room of an event, from the request to the link: https://developers.google.com/workspace/calendar/api/guides/create-events#conferencing */
export interface Conference {
  readonly requestId: string;
  readonly status: 'pending' | 'success' | 'failure';
  readonly conferenceId: string;
}

const given = z.object({
  createRequest: z
    .object({
      requestId: z.string().min(1),
      conferenceSolutionKey: z.object({ type: z.string() }).default({ type: 'hangoutsMeet' }),
    })
    .optional(),
  conferenceId: z.string().optional(),
});

const KEY = { type: 'hangoutsMeet' };

const roomOf = (calendarId: string, eventId: string, requestId: string): string => {
  const digest = createHash('sha256')
    .update(JSON.stringify([calendarId, eventId, requestId]))
    .digest();
  const letters = [...digest.subarray(0, 10)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
  return `${letters.slice(0, 3)}-${letters.slice(3, 7)}-${letters.slice(7)}`;
};

const wrongType = () => invalid('Invalid conference type value.');

const requested = (
  before: Conference | undefined,
  request: { requestId: string; type: string },
  on: { calendarId: string; id: string; meet: MeetMode },
): Conference => {
  if (on.meet === 'unsupported' || request.type !== KEY.type) throw wrongType();
  const { requestId } = request;
  if (before?.requestId === requestId) return before;
  const conferenceId = roomOf(on.calendarId, on.id, requestId);
  return { requestId, conferenceId, status: on.meet === 'immediate' ? 'success' : 'pending' };
};

/** What a write with conferenceDataVersion=1 makes of the room; echoing read-only parts back is refused unless they are its own. */
export const changedConference = (
  before: Conference | undefined,
  wish: Json | undefined,
  on: { calendarId: string; id: string; meet: MeetMode },
): Conference | undefined => {
  if (wish === null) return undefined;
  const { success, data } = given.safeParse(wish);
  if (!success) throw invalid('Invalid conference data.');
  const { createRequest, conferenceId } = data;
  if (createRequest) {
    const { requestId, conferenceSolutionKey } = createRequest;
    return requested(before, { requestId, type: conferenceSolutionKey.type }, on);
  }
  if (before && conferenceId === before.conferenceId) return before;
  throw wrongType();
};

export const meetLink = ({ conferenceId }: Conference): string => `https://meet.google.com/${conferenceId}`;

/** `conferenceData` and `hangoutLink`; while pending there is neither id nor link. */
export const shownConference = (conference: Conference | undefined): JsonObject => {
  if (!conference) return {};
  const { requestId, status, conferenceId } = conference;
  const createRequest = { requestId, conferenceSolutionKey: KEY, status: { statusCode: status } };
  if (status !== 'success') return { conferenceData: { createRequest } };
  const uri = meetLink(conference);
  return {
    hangoutLink: uri,
    conferenceData: {
      createRequest,
      entryPoints: [{ entryPointType: 'video', uri, label: uri.replace('https://', '') }],
      conferenceSolution: {
        key: KEY,
        name: 'Google Meet',
        iconUri: 'https://fonts.gstatic.com/s/i/productlogos/meet_2020q4/v6/web-512dp/logo_meet_2020q4.png',
      },
      conferenceId,
    },
  };
};
