import { outlookAccountOf } from './connect-outlook.ts';
import type { Hub } from './hub.ts';

/** A person's own hands in Outlook. */
export const inOutlook = async (hub: Hub, user: string) => {
  const call = await hub.microsoft.as(outlookAccountOf(user));
  const path = (id: string) => `/v1.0/me/events/${encodeURIComponent(id)}`;
  return {
    get: (id: string) => call('GET', path(id)),
    edit: (id: string, change: Record<string, unknown>) => call('PATCH', path(id), change),
    /** Instants in UTC. */
    move: (id: string, start: string, end: string) =>
      call('PATCH', path(id), {
        start: { dateTime: start.replace('Z', ''), timeZone: 'UTC' },
        end: { dateTime: end.replace('Z', ''), timeZone: 'UTC' },
      }),
    remove: (id: string) => call('DELETE', path(id)),
    add: (event: Record<string, unknown>) => call('POST', '/v1.0/me/events', event),
  };
};

/** The events of a person's mailbox; ids are the immutable ones. */
export const outlookEvents = async (hub: Hub, user: string): Promise<Record<string, unknown>[]> =>
  (await hub.microsoft.state()).events.filter(({ account }) => account === outlookAccountOf(user));

/** Writes of the hub at Graph since a mark, as `METHOD path`; what a person does in Outlook themselves is no call of the hub. */
export const outlookWrites = async (hub: Hub, mark: number): Promise<string[]> =>
  (await hub.microsoft.state()).calls
    .slice(mark)
    .filter(({ method, path }) => method !== 'GET' && /\/events/u.test(path))
    .map(({ method, path }) => `${method} ${path.replace('/v1.0/me/', '')}`);
