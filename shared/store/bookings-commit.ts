import type { Booking } from '../../events/stored/booking.ts';
import type { BookingCommit, CommitResult } from '../ports/bookings.ts';
import { agendaActions } from './bookings-agendas.ts';
import { conflictsDueAction } from './bookings-conflicts-due.ts';
import { dueAction } from './bookings-due.ts';
import { readIdempotency } from './bookings-idempotency.ts';
import { leftActions } from './bookings-left.ts';
import { referenceActions } from './bookings-references.ts';
import { keys } from './keys.ts';
import { putActivity } from './put-activity.ts';
import { putIdempotency } from './put-idempotency.ts';
import { putLink } from './put-link.ts';
import { putRun } from './put-run.ts';
import { putTransition } from './put-transition.ts';
import type { Table } from './table.ts';
import { type Action, transact } from './transact.ts';
import { versionedPut } from './versioned.ts';

const putBooking = ({ name }: Table, before: Booking | undefined, booking: Booking): Action => ({
  Put: {
    TableName: name,
    Item: {
      ...booking,
      ...keys.booking(booking.org, booking.id),
      listPk: keys.bookings(booking.org),
      listSk: `${booking.start}#${booking.id}`,
    },
    ...(before
      ? {
          ConditionExpression: '#version = :seen',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':seen': before.version },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
});

/** One transaction: the booking with its agendas, references, event, debts and idempotency record, or nothing at all. */
export const commitToTable = async (table: Table, change: BookingCommit): Promise<CommitResult> => {
  const { before, idempotency, transition, activities = [], run, shares, link, at } = change;
  const booking: Booking = { ...change.after, version: (before?.version ?? 0) + 1 };
  const actions = [
    ...(idempotency ? [putIdempotency(table, idempotency, at)] : []),
    putBooking(table, before, booking),
    ...(await agendaActions(table, change)),
    ...referenceActions(table, before, booking),
    ...leftActions(table, before, booking),
    ...(run ? [putRun(table, run)] : []),
    ...(shares ? [versionedPut(table, keys.hostShares(shares.eventTypeId), shares)] : []),
    ...(link ? [putLink(table, link)] : []),
    ...(transition ? [putTransition(table, transition, booking.end)] : []),
    ...activities.map((activity) => putActivity(table, activity, booking.end)),
    ...dueAction(table, change),
    ...conflictsDueAction(table, change),
  ];
  const failed = await transact(table, actions, change.patienceMs);
  if (failed.length === 0) return { outcome: 'committed', booking };
  const first = idempotency && failed.includes(0) ? await readIdempotency(table, idempotency.key) : undefined;
  return first ? { outcome: 'replayed', idempotency: first } : { outcome: 'stale' };
};
