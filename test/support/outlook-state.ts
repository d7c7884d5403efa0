import { z } from 'zod';
import type { Hub } from './hub.ts';

const time = z.object({ dateTime: z.string() });
const event = z.object({
  id: z.string(),
  account: z.string(),
  subject: z.string(),
  start: time,
  end: time,
  onlineMeeting: z.object({ joinUrl: z.string() }).nullish(),
  singleValueExtendedProperties: z.record(z.string(), z.string()),
});

export interface OutlookEvent extends z.infer<typeof event> {
  readonly bookingId: string;
  /** What we called it when we asked for it. */
  readonly key: string;
}

const markOf = ({ singleValueExtendedProperties }: z.infer<typeof event>, name: string): string | undefined =>
  Object.entries(singleValueExtendedProperties).find(([id]) => id.endsWith(` Name ${name}`))?.[1];

/** Graph leaves out which zone it is; the simulator's state is told in UTC. */
export const outlookInstant = (text: string): string =>
  new Date(text.endsWith('Z') ? text : `${text.slice(0, 23)}Z`).toISOString();

/** Events that bear our mark, in any mailbox; ids are the immutable ones. */
export const ownEvents = async ({ microsoft }: Hub): Promise<OutlookEvent[]> =>
  z
    .array(event)
    .parse((await microsoft.state()).events)
    .flatMap((one) => {
      const bookingId = markOf(one, 'MeridianBooking');
      return bookingId === undefined ? [] : [{ ...one, bookingId, key: markOf(one, 'MeridianKey') ?? '' }];
    });
