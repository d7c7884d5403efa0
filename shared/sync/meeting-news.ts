import type { ProviderNews } from '../../events/internal/provider-news.ts';
import type { Booking, Conference } from '../../events/stored/booking.ts';
import type { EventReference } from '../../events/stored/event-reference.ts';
import { changeBooking } from '../bookings/change-booking.ts';
import type { CommitDeps } from '../bookings/commit-booking.ts';
import { recordHeld } from '../domain/record-held.ts';
import type { Connections } from '../ports/connections.ts';
import type { Log } from '../ports/log.ts';

export type MeetingNewsDeps = CommitDeps & {
  readonly connections: Pick<Connections, 'read'>;
  readonly log: Log;
};

type News = Extract<ProviderNews, { kind: 'meeting_news' }>;

interface Found {
  readonly reference: EventReference;
  readonly booking: Booking;
  readonly connectionId: string;
}

const find = async (
  { bookings }: Pick<CommitDeps, 'bookings'>,
  { provider, meetingId }: News,
): Promise<Found | undefined> => {
  const reference = await bookings.reference(provider, meetingId);
  if (reference?.role !== 'meeting') return undefined;
  const booking = await bookings.read(reference.org, reference.bookingId);
  const entry = booking?.meetings[reference.userId];
  return booking !== undefined && entry?.meetingId === meetingId
    ? { reference, booking, connectionId: entry.connectionId }
    : undefined;
};

/** Ids of meetings are short: whose account it is has to fit, too, where it is told. */
const isTheirs = async (
  { connections }: Pick<MeetingNewsDeps, 'connections'>,
  { reference: { org, userId }, connectionId }: Found,
  { accountKey }: News,
): Promise<boolean> => {
  if (accountKey === undefined) return true;
  const connection = await connections.read(org, userId, connectionId);
  return connection === undefined || connection.accountKey === accountKey;
};

const lookAt = async ({ queues }: MeetingNewsDeps, found: Found, trace: string): Promise<void> => {
  const { reference, connectionId } = found;
  const { org, bookingId, userId } = reference;
  const about = { org, bookingId, userId, connectionId, look: true, trace };
  await queues.send([{ queue: 'provision', body: { v: 1, kind: 'meeting', ...about } }]);
};

/** Only the meeting that people are invited to counts, and not one that another host's has replaced. */
const held = (booking: Booking, userId: string, news: News): Conference | undefined => {
  const { conference } = booking;
  if (conference?.hostId !== userId || news.happening === 'changed') return undefined;
  return recordHeld(conference, news.happening, news.at);
};

/**
 * What a provider tells of a meeting. That it changed is a hint: its account's worker looks at it. When it was held is written down.
 * Meetings of nobody's booking, which are most of an account's, are left alone.
 */
export const meetingNews =
  (deps: MeetingNewsDeps) =>
  async (news: News): Promise<void> => {
    const { happening, trace } = news;
    const found = await find(deps, news);
    if (found === undefined) return deps.log.info('meeting_news.unknown', { happening, trace });
    const { org, bookingId, userId } = found.reference;
    if (!(await isTheirs(deps, found, news)))
      return deps.log.info('meeting_news.not_theirs', { happening, bookingId, trace });
    if (happening === 'changed') return lookAt(deps, found, trace);
    const actor = { kind: 'provider', id: userId } as const;
    await changeBooking(deps)({ org, id: bookingId, actor, trace }, (current) => {
      const conference = held(current, userId, news);
      return conference && { after: { ...current, conference } };
    });
  };
