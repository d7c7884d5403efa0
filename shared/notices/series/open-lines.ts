import type { SeriesLine } from '../../../events/stored/series-notice.ts';
import { nextNotice } from '../../domain/next-notice.ts';
import { noticeTruth } from '../../domain/notice-truth.ts';
import type { Reader } from '../../ports/letters.ts';
import type { Situation } from '../read-situation.ts';
import type { SeriesSituation } from './series-situation.ts';

/** What one reader is told of one meeting, with both as they are now. */
export interface OpenLine {
  readonly line: SeriesLine;
  readonly situation: Situation;
  readonly reader: Reader;
}

const isOutdated = ({ line, situation: { booking }, reader: { person, present } }: OpenLine): boolean => {
  const guest = booking.guests.find(({ id }) => person === `guest:${id}`);
  const hostId = booking.hosts.find(({ userId }) => person === `host:${userId}`)?.userId;
  return nextNotice(line.told, noticeTruth(booking, present, guest, hostId)) !== undefined;
};

/** Lines that can be said still: their meeting and reader are there, and nothing newer has to be said, which then says it all. */
export const openLines = ({ situations }: SeriesSituation, lines: readonly SeriesLine[]): OpenLine[] =>
  lines
    .flatMap((line) => {
      const situation = situations.find(({ booking }) => booking.id === line.bookingId);
      const reader = situation?.tasks.find((task) => task.reader.person === line.person)?.reader;
      return situation && reader ? [{ line, situation, reader }] : [];
    })
    .filter((each) => !isOutdated(each));
