import { Connection } from '../../events/stored/connection.ts';
import { AT } from './a-booking.ts';

/** Ben's Google account, connected for calendar and Meet. */
export const aConnection = (): Connection =>
  Connection.parse({
    v: 1,
    id: 'con_ben',
    org: 'acme',
    userId: 'ben',
    version: 1,
    provider: 'google',
    accountKey: '1',
    accountLabel: 'ben@gmail.example',
    scopes: [],
    missing: [],
    state: 'connected',
    privacy: 'default',
    platforms: ['google_calendar', 'google_meet'],
    epoch: 1,
    tokenEpoch: 1,
    feedId: 'feed-ben',
    calendarId: 'primary',
    vault: 'secrets-manager',
    stateSince: AT,
    connectedAt: AT,
  });
