import type * as z from 'zod';
import { ZoomMeeting, ZoomMeetings, ZoomStartLink } from '../../../events/provider/zoom/meeting.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConferenceProvider, OwnMeeting, ProviderMeeting } from '../../ports/conference-provider.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { askZoom, tellZoom, type ZoomAccess } from './api.ts';
import { changeBody, createBody, referenceOf } from './meeting-body.ts';
import { patchMeeting } from './patch-meeting.ts';
import { zoomRegistrants } from './registrants.ts';

interface ZoomMeetingsDeps {
  readonly clock: Clock;
  /** One origin that stands in for all of Zoom's hosts. */
  readonly baseUrl?: string | undefined;
}

const MINUTE_MS = 60_000;
/** Of a user's start link: https://github.com/zoom/api/issues/44 */
const START_LINK_MS = 2 * 60 * MINUTE_MS;
/** The most that a page has. */
const PAGE = 300;

/** Undefined where one of them is missing: that is never "now". */
const timesOf = (start: string | undefined, minutes: number | undefined): OwnMeeting['times'] => {
  const starts = Date.parse(start ?? '');
  if (Number.isNaN(starts) || minutes === undefined) return undefined;
  const end = new Date(starts + minutes * MINUTE_MS).toISOString();
  return { start: new Date(starts).toISOString(), end };
};

const meetingOf = (meeting: ZoomMeeting): ProviderMeeting => {
  const times = timesOf(meeting.start_time, meeting.duration);
  if (times === undefined) throw new ProviderError('transient', { word: 'unreadable answer' });
  const reference = referenceOf(meeting.agenda);
  return {
    id: meeting.id,
    title: meeting.topic,
    ...times,
    joinUrl: meeting.join_url,
    isStarted: meeting.status === 'started',
    ...(meeting.host_id !== undefined && { accountKey: meeting.host_id }),
    ...(reference !== undefined && { reference }),
  };
};

const pathOf = (meetingId: string): string => `/meetings/${encodeURIComponent(meetingId)}`;

const getMeeting = async (access: ZoomAccess, meetingId: string): Promise<ProviderMeeting> =>
  meetingOf(await askZoom(access, { method: 'GET', path: pathOf(meetingId) }, ZoomMeeting));

/** Gone or over is as good as removed; one that is being held has to end first. */
const removeMeeting = async (access: ZoomAccess, meetingId: string): Promise<void> => {
  // Our own mail tells the guest.
  const query = 'schedule_for_reminder=false&cancel_meeting_reminder=false';
  try {
    await tellZoom(access, { method: 'DELETE', path: `${pathOf(meetingId)}?${query}` });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.verdict !== 'gone' && error.word !== 'over') throw error;
  }
};

type Listed = z.infer<typeof ZoomMeetings>['meetings'][number];

const ownOf = ({ id, agenda, start_time, duration }: Listed): OwnMeeting[] => {
  const reference = referenceOf(agenda);
  const times = timesOf(start_time, duration);
  return reference === undefined ? [] : [{ id, reference, ...(times && { times }) }];
};

const listOwnMeetings = async (access: ZoomAccess): Promise<OwnMeeting[]> => {
  const found: OwnMeeting[] = [];
  let token = '';
  do {
    const query = new URLSearchParams({
      type: 'scheduled',
      page_size: String(PAGE),
      ...(token !== '' && { next_page_token: token }),
    });
    const path = `/users/me/meetings?${query}`;
    const page = await askZoom(access, { method: 'GET', path }, ZoomMeetings);
    found.push(...page.meetings.flatMap(ownOf));
    token = page.next_page_token;
  } while (token !== '');
  return found;
};

/** Zoom's meetings of a user: https://developers.zoom.us/docs/api/meetings/ */
export const zoomMeetings = ({ clock, baseUrl }: ZoomMeetingsDeps): ConferenceProvider => {
  const as = (accessToken: string): ZoomAccess => ({ accessToken, baseUrl });
  return {
    createMeeting: async (accessToken, wanted) =>
      meetingOf(
        await askZoom(
          as(accessToken),
          { method: 'POST', path: '/users/me/meetings', body: createBody(wanted) },
          ZoomMeeting,
        ),
      ),
    changeMeeting: async (accessToken, meetingId, wanted) => {
      // Its answer has no body: what Zoom made of it is asked for.
      await patchMeeting(as(accessToken), pathOf(meetingId), changeBody(wanted));
      return getMeeting(as(accessToken), meetingId);
    },
    getMeeting: (accessToken, meetingId) => getMeeting(as(accessToken), meetingId),
    removeMeeting: (accessToken, meetingId) => removeMeeting(as(accessToken), meetingId),
    listOwnMeetings: (accessToken) => listOwnMeetings(as(accessToken)),
    startLink: async (accessToken, meetingId) => {
      const expiresAt = new Date(clock.now() + START_LINK_MS).toISOString();
      const request = { method: 'GET', path: pathOf(meetingId) } as const;
      const { start_url: url } = await askZoom(as(accessToken), request, ZoomStartLink);
      return { url, expiresAt };
    },
    ...zoomRegistrants(as),
  };
};
