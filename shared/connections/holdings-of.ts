import type { Connection } from '../../events/stored/connection.ts';
import type { PerProvider } from '../../events/stored/provider.ts';
import { eventHoldings } from './event-holdings.ts';
import type { Holdings } from './holdings.ts';
import { meetingHoldings } from './meeting-holdings.ts';

const HOLDINGS: PerProvider<Holdings> = {
  google: eventHoldings,
  microsoft: eventHoldings,
  zoom: meetingHoldings,
};

/** Events, or meetings: by what the provider has. */
export const holdingsOf = ({ provider }: Pick<Connection, 'provider'>): Holdings => HOLDINGS[provider];
