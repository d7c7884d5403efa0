import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { type Change, changeBooking } from '../bookings/change-booking.ts';
import { cancelBooking } from '../domain/cancel-booking.ts';
import { HOST_DECLINED } from '../domain/host-declined.ts';
import { openDeclines } from '../domain/open-declines.ts';
import { reassignHost } from './reassign-host.ts';
import type { SchedulingDeps } from './scheduling-deps.ts';

type Work = Extract<ProvisionWork, { kind: 'declined' }>;

/** More than a booking has hosts. */
const MOST_DECLINES = 25;

/** The meeting goes on as it is; the other hosts are told, or whoever has declined where nobody else is left. */
const keep = (booking: Booking, userId: string, at: string): Change => {
  const { declines = {}, start, revision } = booking;
  return {
    after: {
      ...booking,
      declines: { ...declines, [userId]: { start: declines[userId]?.start ?? start, state: 'kept' } },
      revision: revision + 1,
      noticesOwed: true,
      noticesSince: at,
      updatedAt: at,
    },
  };
};

/** What they declined was this time, and it is still ahead. */
const isUpToDate = ({ declines, start }: Booking, userId: string, now: number): boolean =>
  Date.parse(declines?.[userId]?.start ?? start) === Date.parse(start) && Date.parse(start) > now;

const follow = async (deps: SchedulingDeps, booking: Booking, userId: string): Promise<Change> => {
  const now = deps.clock.now();
  const at = new Date(now).toISOString();
  if (!isUpToDate(booking, userId, now)) return keep(booking, userId, at);
  const { onHostDecline } = await deps.settings.read(booking.org);
  if (onHostDecline === 'cancel')
    return {
      after: cancelBooking(booking, { at, by: userId, reason: HOST_DECLINED }),
      type: 'booking.cancelled',
      changed: ['status'],
    };
  const reassigned = onHostDecline === 'reassign' ? await reassignHost(deps)(booking, userId) : undefined;
  return reassigned ?? keep(booking, userId, at);
};

/**
 * Does what the org wants of hosts who have declined: the meeting is kept, given to the next host of its round robin, or cancelled. Each is
 * decided about once, by what is true then: asked again, or after they accepted, it changes nothing.
 */
export const settleDeclines =
  (deps: SchedulingDeps) =>
  async ({ org, bookingId, trace }: Work): Promise<void> => {
    const target = { org, id: bookingId, actor: { kind: 'system' }, trace } as const;
    for (let count = 0; count < MOST_DECLINES; count += 1) {
      let isDone = true;
      await changeBooking(deps)(target, async (current) => {
        const [userId] = openDeclines(current);
        isDone = userId === undefined;
        return userId === undefined ? undefined : follow(deps, current, userId);
      });
      if (isDone) return;
    }
  };
