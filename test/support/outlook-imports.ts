import { z } from 'zod';
import type { Connection } from '../../events/stored/connection.ts';
import { ExternalEvent } from '../../events/stored/external-event.ts';
import { Feed } from '../../events/stored/feed.ts';
import { callerOf } from './call.ts';
import type { Hub } from './hub.ts';
import { outlookInstant, ownEvents } from './outlook-state.ts';
import type { TableNow } from './stored-items.ts';

const time = z.object({ dateTime: z.string() });
const Seen = z.object({
  id: z.string(),
  subject: z.string(),
  isCancelled: z.boolean(),
  start: time,
  end: time,
});
type Seen = z.infer<typeof Seen>;
const View = z.object({ value: z.array(Seen) });

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 30;

/** The next weeks, of which both sides know. */
const weeks = (): readonly [from: string, to: string] => [
  new Date().toISOString(),
  new Date(Date.now() + WINDOW_DAYS * DAY_MS).toISOString(),
];

/** Whatever lies in a mailbox's main calendar in the next weeks, as its owner sees it; ids are the immutable ones. */
export const viewOf = async ({ microsoft }: Hub, account: string): Promise<readonly Seen[]> => {
  const { accessToken } = await microsoft.control('token', { account });
  const [from, to] = weeks();
  const { ask } = callerOf(microsoft.url, () => Promise.reject(new Error('Graph knows no product users')));
  const path = `/v1.0/me/calendarView?startDateTime=${from}&endDateTime=${to}&$top=1000`;
  const headers = { authorization: `Bearer ${String(accessToken)}`, prefer: 'IdType="ImmutableId"' };
  return (await ask(View, 'GET', path, { headers })).value.filter(({ isCancelled }) => !isCancelled);
};

/** Titles are no part of what may be known in full privacy. */
const lineOf = ({ privacy }: Feed, title: string | undefined, start: string, end: string): string =>
  [privacy === 'full_private' ? '' : title, outlookInstant(start), outlookInstant(end)].join(' ').trim();

interface Line {
  readonly id: string;
  readonly line: string;
}

const stored = (table: TableNow, feed: Feed): Line[] => {
  const [from, to] = weeks();
  return table(`FEED#${feed.id}#`)
    .map((item) => ExternalEvent.parse(item))
    .filter(({ generation, start, end }) => generation === feed.generation && start >= from && end <= to)
    .map(({ id, title, start, end }) => ({ id, line: lineOf(feed, title, start, end) }));
};

const seen = async (hub: Hub, feed: Feed, account: string): Promise<Line[]> => {
  const [from, to] = weeks();
  return (await viewOf(hub, account))
    .filter(({ start, end }) => outlookInstant(start.dateTime) >= from && outlookInstant(end.dateTime) <= to)
    .map(({ id, subject, start, end }) => ({
      id,
      line: lineOf(feed, subject, start.dateTime, end.dateTime),
    }));
};

/** What its owner keeps in a calendar that is read is known as it stands there, and nothing of ours takes time as theirs. */
const feedFaults = async (hub: Hub, table: TableNow, feed: Feed, account: string): Promise<string[]> => {
  const ours = new Set((await ownEvents(hub)).map(({ id }) => id));
  const foreign = ({ id }: Line): boolean => !ours.has(id);
  const there = (await seen(hub, feed, account)).filter(foreign).map(({ line }) => line);
  const known = stored(table, feed)
    .filter(foreign)
    .map(({ line }) => line);
  return [
    ...there.filter((line) => !known.includes(line)).map((line) => `not imported: ${account} ${line}`),
    ...known
      .filter((line) => !there.includes(line))
      .map((line) => `imported and not there: ${account} ${line}`),
    ...(known.length > there.length ? [`imported twice: ${account} ${known.join(', ')}`] : []),
  ];
};

interface Sources {
  readonly table: TableNow;
  readonly connections: readonly Connection[];
}

/** Where the main calendars of connected mailboxes and what was imported of them disagree. */
export const importFaults = async (hub: Hub, { table, connections }: Sources): Promise<string[]> => {
  const feeds = table('FEED#')
    .filter(({ sk }) => sk === 'FEED')
    .map((item) => Feed.parse(item))
    .filter(
      ({ platform, calendarId, imports }) =>
        platform === 'outlook_calendar' && calendarId === 'primary' && imports,
    );
  const faults: string[] = [];
  for (const feed of feeds) {
    const connection = connections.find(({ id }) => id === feed.connectionId);
    if (connection?.state === 'connected')
      faults.push(...(await feedFaults(hub, table, feed, connection.accountLabel)));
  }
  return faults;
};
