import type { EventType } from '../../events/stored/event-type.ts';

/** An event type with those of its hosts who stay; without any it is a draft again, as nobody could be met. */
export const keepHosts = (eventType: EventType, stays: (userId: string) => boolean): EventType => {
  const hosts = eventType.hosts.filter(({ userId }) => stays(userId));
  return { ...eventType, hosts, state: hosts.length === 0 ? 'draft' : eventType.state };
};
