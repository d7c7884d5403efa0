import type { Booking } from '../../events/stored/booking.ts';
import { wholeSeriesId } from '../../shared/domain/series-id.ts';
import { eventLines } from './event-lines.ts';
import type { Hub } from './hub.ts';

type ReadMail = Awaited<ReturnType<Hub['inbox']['all']>>[number];

/** When each meeting of a series is, by when it is to be by the rule: `20270107T090000`. */
type Kept = Map<string, string>;

const stampIn = (lines: readonly string[], name: string): string | undefined =>
  lines.find((line) => line.startsWith(name))?.match(/\d{8}T\d{6}/u)?.[0];

const stampOf = (instant: string): string => instant.replaceAll(/[-:]|\.\d+Z$/gu, '');

/** What a calendar makes of one mail's part: the whole series, or one meeting of it. */
const keep = (kept: Kept, { calendar }: ReadMail): void => {
  const events = eventLines(calendar?.content ?? '', 'DTSTART', 'RECURRENCE-ID');
  const isWhole = events.some((lines) => stampIn(lines, 'RECURRENCE-ID') === undefined);
  if (isWhole) kept.clear();
  for (const lines of events) {
    const occurrence = stampIn(lines, 'RECURRENCE-ID');
    if (occurrence === undefined) continue;
    if (calendar?.method === 'CANCEL') kept.delete(occurrence);
    else kept.set(occurrence, stampIn(lines, 'DTSTART') ?? '');
  }
};

const linesOf = (kept: Iterable<readonly [string, string]>): string =>
  [...kept]
    .map(([occurrence, start]) => `${occurrence} at ${start}`)
    .toSorted()
    .join(', ');

/** Whoever is invited to a series by our mails has it in their calendar as it is, meeting by meeting; bookings in UTC. */
export const seriesWordFaults = async (hub: Hub, bookings: readonly Booking[]): Promise<string[]> => {
  const mails = await hub.inbox.all();
  const ofSeries = Map.groupBy(
    bookings.filter(({ seriesId }) => seriesId !== undefined),
    ({ seriesId = '' }) => wholeSeriesId(seriesId),
  );
  return [...ofSeries].flatMap(([id, meetings]) => {
    const addresses = new Set(meetings.flatMap(({ guests }) => guests.map(({ email }) => email)));
    return [...addresses].flatMap((address) => {
      const kept: Kept = new Map();
      const own = mails.filter(
        ({ to, headers }) => to.includes(address) && headers.references?.includes(`booking-${id}@`),
      );
      for (const mail of own) keep(kept, mail);
      const wanted = meetings
        .filter(
          ({ status, guests }) => status === 'confirmed' && guests.some(({ email }) => email === address),
        )
        .map(({ occurrence = '', start }) => [stampOf(occurrence), stampOf(start)] as const);
      return linesOf(kept) === linesOf(wanted)
        ? []
        : [`${id}: ${address} has ${linesOf(kept)} for ${linesOf(wanted)}`];
    });
  });
};
