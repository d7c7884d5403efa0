import type { StoredEvent } from '../graph/event-store.ts';
import { preferOf } from '../graph/prefer.ts';
import { typeOf } from '../graph/series.ts';
import { shownEvent } from '../graph/shown-event.ts';
import type { World } from '../world.ts';
import { shownAccount } from './put-account.ts';

const PREFER = preferOf('IdType="ImmutableId"');

const shown = (world: World, event: StoredEvent): Record<string, unknown> => ({
  account: world.accounts.find(event.mailbox)?.email,
  calendar: event.calendarId,
  ...shownEvent(world, { type: typeOf(event), event }, PREFER),
  singleValueExtendedProperties: event.properties,
});

/** Everything that a test may want to look at; ids of events are the immutable ones. */
export const showState = (world: World): Record<string, unknown> => ({
  accounts: world.accounts.all().map((account) => shownAccount(world, account)),
  tenants: world.tenants.all(),
  events: world.events.everything().map((event) => shown(world, event)),
  channels: [],
  subscriptions: world.subscriptions.live().map(({ expiresAt, ...each }) => ({
    ...each,
    account: world.accounts.find(each.creator)?.email,
    expirationDateTime: new Date(expiresAt).toISOString(),
  })),
  meetings: [],
  grants: world.grants.all().map((grant) => ({ ...grant, account: world.accounts.find(grant.oid)?.email })),
  mails: world.mails.all(),
  limits: world.limits.counters(),
  calls: world.calls.all(),
});
