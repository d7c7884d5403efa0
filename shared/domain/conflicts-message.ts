import type { Booking } from '../../events/stored/booking.ts';
import type { QueuedWork } from '../../events/stored/due.ts';
import type { ConflictsOwed } from './conflicts-owed.ts';

type Message = Extract<QueuedWork, { queue: 'provision' }>;
type ConflictsMessage = Message & { readonly body: Extract<Message['body'], { kind: 'conflicts' }> };

/** What asks for the conflicts that one commit of a booking owes. */
export const conflictsMessage = (
  { org, id, version }: Pick<Booking, 'org' | 'id' | 'version'>,
  { hosts, spans }: ConflictsOwed,
  trace: string,
): ConflictsMessage => ({
  queue: 'provision',
  body: {
    v: 1,
    kind: 'conflicts',
    org,
    hosts: [...hosts],
    spans: spans.map(({ from, to }) => ({ from, to })),
    owed: `${id}.${version}`,
    trace,
  },
});
