import { shownConference } from '../calendar/conference.ts';
import type { StoredEvent } from '../calendar/event-store.ts';
import type { World } from '../world.ts';
import { shownAccount } from './put-account.ts';

const shownEvent = (event: StoredEvent, { accounts }: World): Record<string, unknown> => {
  const { calendarId, fields, conference, instanceOf, isThrownAway, ...rest } = event;
  return {
    calendar: calendarId,
    account: accounts.calendar(calendarId)?.primaryOf ?? event.creator.email,
    ...rest,
    ...fields,
    ...(instanceOf && { recurringEventId: instanceOf.id, originalStartTime: instanceOf.originalStart }),
    ...shownConference(conference),
    ...(isThrownAway && { isThrownAway }),
  };
};

/** Everything that a test may want to look at. */
export const showState = (world: World): Record<string, unknown> => ({
  accounts: world.accounts.all().map((account) => shownAccount(world, account)),
  events: world.events.everything().map((event) => shownEvent(event, world)),
  channels: world.channels.live().map(({ watched, expiration, ...channel }) => ({
    ...channel,
    watched,
    calendar: /^events (.+)$/.exec(watched)?.[1],
    expiration: new Date(expiration).toISOString(),
  })),
  subscriptions: [],
  meetings: [],
  grants: world.grants.all(),
  calls: world.calls.all(),
  limits: world.limits.counters(),
});
