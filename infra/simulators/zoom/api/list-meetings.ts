import { z } from 'zod';
import type { World } from '../world.ts';
import { ApiRefusal, invalidField } from './api-refusal.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import type { Meeting } from './meetings.ts';
import { listedMeeting } from './shown-meeting.ts';

const day = z.iso.date().optional();
const query = z.object({
  type: z
    .enum(['scheduled', 'live', 'upcoming', 'upcoming_meetings', 'previous_meetings'])
    .default('scheduled'),
  page_size: z.coerce.number().int().min(1).max(300).default(30),
  next_page_token: z.string().optional(),
  from: day,
  to: day,
});
type Query = z.output<typeof query>;

const isUpcoming = ({ startsAt, minutes, status }: Meeting): boolean =>
  status !== 'ended' && startsAt + minutes * 60_000 > Date.now();

const isOfType: Readonly<Record<Query['type'], (meeting: Meeting) => boolean>> = {
  scheduled: () => true,
  live: ({ status }) => status === 'started',
  upcoming: isUpcoming,
  upcoming_meetings: isUpcoming,
  previous_meetings: ({ status }) => status === 'ended',
};

const isBetween =
  ({ from, to }: Query) =>
  ({ startsAt }: Meeting): boolean => {
    const date = new Date(startsAt).toISOString().slice(0, 10);
    return date >= (from ?? '') && date <= (to ?? '9999');
  };

const offsetOf = ({ pages }: World, token: string | undefined): number => {
  if (token === undefined || token === '') return 0;
  const offset = pages.offsetOf(token);
  if (offset === undefined)
    throw new ApiRefusal({
      status: 400,
      code: 300,
      message: 'The next page token is invalid or expired.',
    });
  return offset;
};

/** `GET /users/me/meetings`, oldest first, page by page. */
export const listMeetings = (world: World, request: ApiRequest): ApiAnswer => {
  const { success, data, error } = query.safeParse(Object.fromEntries(request.query));
  if (!success) throw invalidField(error.issues[0]?.path.join('.') ?? '');
  const offset = offsetOf(world, data.next_page_token);
  const found = world.meetings
    .ofHost(request.user.id)
    .filter(isOfType[data.type])
    .filter(isBetween(data))
    .sort((a, b) => a.startsAt - b.startsAt);
  const end = offset + data.page_size;
  return {
    status: 200,
    body: {
      page_size: data.page_size,
      total_records: found.length,
      next_page_token: end < found.length ? world.pages.tokenFor(end) : '',
      meetings: found.slice(offset, end).map((meeting) => listedMeeting(meeting, request.user)),
    },
  };
};
