import type { CommitDeps } from '../bookings/commit-booking.ts';
import type { AddressDeps } from '../bookings/host-addresses.ts';
import type { Relist } from '../connections/refresh-calendars.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { CalendarProvider } from '../ports/calendar-provider.ts';
import type { ChannelTokens } from '../ports/channel-tokens.ts';
import type { Connections } from '../ports/connections.ts';
import type { Dues } from '../ports/dues.ts';
import type { Feeds } from '../ports/feeds.ts';
import type { FeedsWithConnections } from '../ports/feeds-with-connections.ts';
import type { Log } from '../ports/log.ts';

/** What is another one for each provider of calendars. */
export interface CalendarSide {
  readonly calendar: CalendarProvider;
  readonly channelTokens: ChannelTokens;
  /** Where this provider's pushes arrive. */
  readonly pushUrl: string;
}

/** What reading and watching the calendars of one provider needs; each step names the part that it uses. */
export type SyncDeps = CommitDeps &
  CalendarSide &
  AddressDeps & {
    readonly feeds: Feeds;
    /** Absent: one is read after the other. */
    readonly together?: FeedsWithConnections;
    readonly connections: Pick<Connections, 'read' | 'commit'>;
    /** Absent where no message belongs to a run. */
    readonly runs?: Pick<Connections, 'run' | 'putRun'>;
    readonly dues: Dues;
    readonly tokens: AccessTokens;
    /** Asks for the account's calendars anew, where one of them does not answer. */
    readonly relist: Relist;
    readonly log: Log;
  };
