import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { mergeConflicts } from '../domain/merge-conflicts.ts';
import { HubError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Feeds } from '../ports/feeds.ts';
import { busyOnceRead } from './busy-once-read.ts';

interface Claim {
  readonly booking: Pick<Booking, 'start' | 'end' | 'hosts'>;
  /** Of the hosts whose time is claimed. */
  readonly connections: readonly Connection[];
  readonly settings: Pick<OrgSettings, 'bookWithoutCalendar'>;
  /** Busy time does not refuse the claim. */
  readonly allowConflicts: boolean;
}

const unknownCalendars = ({ hosts }: Claim['booking'], unknown: readonly string[]): HubError =>
  new HubError('calendar_unknown', {
    detail: `The calendar of ${unknown.join(', ')} cannot be read at the moment: reconnect it, or wait for its first read to finish.`,
    errors: unknown.map((userId) => ({
      field: `hosts.${hosts.findIndex((host) => host.userId === userId)}`,
      message: 'has a calendar that cannot be read at the moment',
    })),
    extra: { userId: unknown[0] },
  });

/**
 * Judges a claim by the hosts' own calendars. Resolves to the busy time that it overlaps, without titles.
 * Throws `calendar_unknown` (unless the org books without) and `host_busy` (unless conflicts are allowed).
 */
export const judgeCalendars =
  (deps: { readonly feeds: Feeds; readonly clock: Clock }) =>
  async ({ booking, connections, settings, allowConflicts }: Claim): Promise<Booking['conflicts']> => {
    const known = await busyOnceRead(deps)(connections, booking);
    const { unknown } = known;
    const busy = mergeConflicts(known.busy);
    if (unknown.length > 0 && !settings.bookWithoutCalendar) throw unknownCalendars(booking, unknown);
    if (busy.length > 0 && !allowConflicts)
      throw new HubError('host_busy', {
        detail: 'The calendar of a host is busy at this time: choose another one.',
        extra: { conflicts: busy },
      });
    return busy;
  };
