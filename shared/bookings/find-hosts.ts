import type { Host } from '../../events/stored/booking.ts';
import { HubError } from '../errors.ts';
import type { People } from '../ports/people.ts';

/** The people of the org behind these ids, in this order. Throws `invalid_request` naming each who is none. */
export const findHosts =
  ({ people }: { readonly people: People }) =>
  async (org: string, userIds: readonly string[], known: readonly Host[] = []): Promise<Host[]> => {
    const present = new Map(known.map((host) => [host.userId, host]));
    const unread = userIds.filter((userId) => !present.has(userId));
    const found = new Map((await people.readMany(org, unread)).map((person) => [person.id, person]));
    const strangers = userIds.flatMap((userId, index) =>
      present.has(userId) || found.has(userId) ? [] : [`hosts.${index}`],
    );
    if (strangers.length > 0)
      throw new HubError('invalid_request', {
        detail: 'The hosts are not valid: see errors.',
        errors: strangers.map((field) => ({
          field,
          message: 'is not a user of this organisation: use the id of one',
        })),
      });
    return userIds.flatMap((userId): Host[] => {
      const name = found.get(userId)?.name;
      const host =
        present.get(userId) ?? (name === undefined ? undefined : { userId, name, rsvp: 'needs_action' });
      return host ? [host] : [];
    });
  };
