import type { Booking, Meeting } from '../../events/stored/booking.ts';
import { meetingEnds } from '../../shared/domain/wanted-meeting.ts';
import { HubError } from '../../shared/errors.ts';
import type { AccessTokens } from '../../shared/ports/access-tokens.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { ConferenceProvider } from '../../shared/ports/conference-provider.ts';
import type { Connections } from '../../shared/ports/connections.ts';
import { isPassing, ProviderError } from '../../shared/ports/provider-error.ts';
import { withToken } from '../../shared/sync/with-token.ts';

export interface ZoomLinkDeps {
  readonly connections: Pick<Connections, 'read'>;
  readonly conference: Pick<ConferenceProvider, 'startLink'>;
  readonly tokens: AccessTokens;
  readonly clock: Clock;
}

const WAIT_SECONDS = 30;
const SHUT_OUT = new Set(['final', 'tenant', 'scope', 'token']);

const notThere = (): HubError =>
  new HubError('not_found', { detail: 'The link is not there yet: ask again in a moment.' });

const notConnected = (userId: string): HubError =>
  new HubError('platform_not_connected', {
    detail:
      'The Zoom account that holds this meeting is not connected any more: its host has to reconnect it.',
    extra: { userId, platform: 'zoom' },
  });

const refusalOf = (error: ProviderError, userId: string): unknown => {
  if (isPassing(error))
    return new HubError('provider_unavailable', {
      retryAfterSeconds: error.retryAfterSeconds ?? WAIT_SECONDS,
      detail: 'Zoom does not answer now: try again, or join with the link that the guests have.',
      cause: error,
    });
  if (error.verdict === 'gone') return notThere();
  return SHUT_OUT.has(error.verdict) ? notConnected(userId) : error;
};

const meetingOf = ({
  conference,
  meetings,
}: Booking): { userId: string; meetingId: string; entry: Meeting } => {
  const userId = conference?.hostId;
  const entry = userId === undefined ? undefined : meetings[userId];
  // Its account was left, and the meeting was to stay.
  if (userId !== undefined && entry === undefined && conference?.joinUrl !== undefined)
    throw notConnected(userId);
  if (userId === undefined || entry?.meetingId === undefined) throw notThere();
  return { userId, meetingId: entry.meetingId, entry };
};

/**
 * Asked of Zoom as the host who holds the meeting, and kept nowhere: whoever has it is the host. Throws `not_found` before there is a
 * meeting, `booking_over`, `platform_not_connected`, and `provider_unavailable` while Zoom is down or wants us to wait.
 */
export const zoomStartLink =
  ({ connections, conference, tokens, clock }: ZoomLinkDeps) =>
  async (booking: Booking): Promise<{ url: string; expiresAt: string }> => {
    if (meetingEnds(booking) <= new Date(clock.now()).toISOString())
      throw new HubError('booking_over', { detail: 'The meeting is over.' });
    const { userId, meetingId, entry } = meetingOf(booking);
    const connection = await connections.read(booking.org, userId, entry.connectionId);
    if (connection?.state !== 'connected') throw notConnected(userId);
    try {
      return await withToken(tokens)(connection, (token) => conference.startLink(token, meetingId));
    } catch (error) {
      throw error instanceof ProviderError ? refusalOf(error, userId) : error;
    }
  };
