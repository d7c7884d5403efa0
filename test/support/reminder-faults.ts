import { durationSeconds } from '../../events/http/duration-field.ts';
import { Activity } from '../../events/stored/activity.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Hub } from './hub.ts';
import type { TableNow } from './stored-items.ts';

type ReadMail = Awaited<ReturnType<Hub['inbox']['all']>>[number];

const MINUTE_MS = 60_000;
/** The clock comes once a minute. */
const IN_TIME_MS = 2 * MINUTE_MS;
/** Of the fine weather at the end: so long ago, and so lately that it may still be under way. */
const LOOKED_AT = [60 * MINUTE_MS, 4 * MINUTE_MS] as const;

/** A mail of one booking to one reader. */
interface Word {
  readonly topic: string;
  readonly at: string;
  readonly isReminder: boolean;
  readonly isCancelled: boolean;
  /** When the meeting begins, as the mail says it: epoch ms, undefined where it tells of several. */
  readonly start: number | undefined;
}

const topicOf = (id: string, address: string): string => `${id} ${address.toLowerCase()}`;

/** `When:  Thursday, 7 January 2027`, and the hours below. */
const startIn = (text: string): number | undefined => {
  const { day, hour } =
    /^When: +\w+, (?<day>\d+ \w+ \d{4})\n +(?<hour>\d\d:\d\d) – /mu.exec(text)?.groups ?? {};
  return day === undefined ? undefined : Date.parse(`${day} ${hour} UTC`);
};

const wordOf = ({ to, headers, subject, text, at }: ReadMail): Word => ({
  topic: topicOf(/booking-(?<id>[\w-]+)@/u.exec(headers.references ?? '')?.groups?.id ?? '', to.join()),
  at,
  isReminder: subject.startsWith('Reminder: '),
  isCancelled: subject.startsWith('Cancelled: '),
  start: startIn(text),
});

const leadsOf = ({ reminders = [] }: Pick<Booking, 'reminders'>): number[] =>
  reminders.map(({ before }) => (durationSeconds(before) ?? 0) * 1000);

/** Which reminder it is: the nearest to the start of those that are due. */
const leadAt = (leads: readonly number[], start: number, at: string): number | undefined =>
  leads.filter((lead) => start - lead <= Date.parse(at)).toSorted((one, other) => one - other)[0];

/** What is wrong with a reminder, by what its reader was told before. */
const untrue = ({ topic, at, start }: Word, last: Word | undefined): string[] => {
  if (last === undefined || last.isCancelled) return [`${topic} was reminded of nothing, at ${at}`];
  return last.start === undefined || last.start === start
    ? []
    : [`${topic} was reminded of another time than they knew, at ${at}`];
};

/** What one reader was told of one booking, in order. */
const wordFaults = (words: readonly Word[], leads: readonly number[], isExcused: boolean): string[] => {
  const seen = new Set<string>();
  return words.flatMap((word, index) => {
    if (!word.isReminder) return [];
    const { topic, at, start = 0 } = word;
    const lead = leadAt(leads, start, at);
    const isTwice = seen.has(`${start} ${lead}`) && !isExcused;
    seen.add(`${start} ${lead}`);
    const last = words.slice(0, index).findLast(({ isReminder }) => !isReminder);
    return [
      ...(lead === undefined ? [`${topic} was reminded too early, at ${at}`] : []),
      ...(isTwice ? [`${topic} was reminded twice, at ${at}`] : []),
      ...untrue(word, last),
    ];
  });
};

const readersOf = ({ org, hosts, guests }: Booking): string[] => [
  ...hosts.filter(({ rsvp }) => rsvp !== 'declined').map(({ userId }) => `${userId}@${org}.example`),
  ...guests.filter(({ rsvp }) => rsvp !== 'declined').map(({ email }) => email),
];

/** Whoever knew the time when a reminder was due in fine weather got it to the minute. */
const missed = (booking: Booking, words: readonly Word[]): string[] => {
  const start = Date.parse(booking.start);
  const due = leadsOf(booking)
    .map((lead) => start - lead)
    .filter((at) => at > Date.now() - LOOKED_AT[0] && at < Date.now() - LOOKED_AT[1]);
  return readersOf(booking).flatMap((address) => {
    const own = words.filter(({ topic }) => topic === topicOf(booking.id, address));
    return due
      .filter((at) => {
        const known = own.findLast((word) => !word.isReminder && Date.parse(word.at) < at);
        return known?.start === start && !known.isCancelled;
      })
      .filter((at) => {
        const late = (word: Word): number => Date.parse(word.at) - at;
        return !own.some((word) => word.isReminder && late(word) >= 0 && late(word) <= IN_TIME_MS);
      })
      .map((at) => `${booking.id}: ${address} was not reminded at ${new Date(at).toISOString()}`);
  });
};

/** Bookings of which a reminder went again, as nobody knew whether it had left. */
const sentAgain = (table: TableNow): ReadonlySet<string> =>
  new Set(
    table('HISTORY#')
      .flatMap((item) => Activity.safeParse(item).data ?? [])
      .filter(({ type, attempt = 1 }) => type === 'mail.reminder' && attempt > 1)
      .map(({ subject }) => subject),
  );

/** Reminders that came twice, too early, of what was not so, or not at all; all readers are in UTC. Of a series each meeting's alone. */
export const reminderFaults = async (
  hub: Hub,
  table: TableNow,
  bookings: readonly Booking[],
): Promise<string[]> => {
  const words = (await hub.inbox.all()).map(wordOf);
  const again = sentAgain(table);
  const single = bookings.filter(({ seriesId }) => seriesId === undefined);
  return single.flatMap((booking) => {
    const own = words.filter(({ topic }) => topic.startsWith(`${booking.id} `));
    const byReader = [...Map.groupBy(own, ({ topic }) => topic).values()];
    return [
      ...byReader.flatMap((all) => wordFaults(all, leadsOf(booking), again.has(booking.id))),
      ...(booking.status === 'confirmed' ? missed(booking, own) : []),
    ];
  });
};
