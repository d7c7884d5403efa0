import { ExternalEvents } from '../../events/http/external-events.ts';
import { RunStarted } from '../../events/http/runs.ts';
import { connectOutlook, outlookAccountOf } from './connect-outlook.ts';
import type { Hub } from './hub.ts';
import { inOutlook } from './outlook.ts';

const WINDOW = 'from=2027-01-01T00:00:00Z&to=2028-02-01T00:00:00Z';

const time = (dateTime: string, timeZone = 'UTC') => ({ dateTime, timeZone });

/** An hour in UTC at `2027-01-05T10`, as Graph takes it. */
export const hourAt = (day: string, hour: number) => ({
  start: time(`${day}T${String(hour).padStart(2, '0')}:00:00`),
  end: time(`${day}T${String(hour + 1).padStart(2, '0')}:00:00`),
});

/** Whole days, from the first one to the one after the last. */
export const wholeDays = (from: string, to: string, zone = 'UTC') => ({
  isAllDay: true,
  start: time(`${from}T00:00:00`, zone),
  end: time(`${to}T00:00:00`, zone),
});

/** Every day at the same time from a day on, that many times. */
export const daily = (from: string, numberOfOccurrences: number) => ({
  recurrence: {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', startDate: from, numberOfOccurrences, recurrenceTimeZone: 'UTC' },
  },
});

/** Ben has connected, and Microsoft tells of nothing that he does. */
export const deafBen = async (hub: Hub, terms: { readonly privacy?: string } = {}) => {
  await connectOutlook(hub, 'ben', terms);
  await hub.advance('PT1M');
  await hub.microsoft.webhooks({ mode: 'drop' });
  const call = await hub.microsoft.as(outlookAccountOf('ben'));
  return { ...(await inOutlook(hub, 'ben')), call };
};

/** The meetings of a series between two days, as its owner sees them. */
export const meetingsOf = async (
  { call }: Pick<Awaited<ReturnType<typeof deafBen>>, 'call'>,
  seriesId: unknown,
  [from, to]: readonly [string, string],
): Promise<{ readonly id: string; readonly start: { readonly dateTime: string } }[]> => {
  const window = `startDateTime=${from}T00:00:00Z&endDateTime=${to}T00:00:00Z&$top=1000`;
  const path = `/v1.0/me/events/${encodeURIComponent(String(seriesId))}/instances?${window}`;
  const { value } = await call('GET', path);
  return Array.isArray(value) ? value : [];
};

/** What the hub knows of a calendar: `01-05 10:00 Dentist`. */
export const shownOf = async (hub: Hub, user = 'ben', window = WINDOW): Promise<string[]> => {
  const lines: string[] = [];
  let cursor = '';
  for (;;) {
    const path = `/v1/users/${user}/external-events?${window}&limit=100${cursor}`;
    const { items, next } = await hub.ask(ExternalEvents, 'GET', path, { user });
    lines.push(...items.map(({ start, title }) => `${start.slice(5, 16).replace('T', ' ')} ${title}`));
    if (next === undefined) return lines;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
};

/** A person's calendars are read at once, a minute after the last time at the earliest. */
export const readNow = async (hub: Hub, user = 'ben'): Promise<void> => {
  await hub.advance('PT61S');
  await hub.ask(RunStarted, 'POST', '/v1/me/integrations/outlook_calendar/sync', { user });
  await hub.settle();
};

/** Reads of events that the hub asked Graph for since a mark, as `path?query`. */
export const graphReads = async (hub: Hub, mark = 0): Promise<string[]> =>
  (await hub.microsoft.state()).calls
    .slice(mark)
    .filter(({ method, path }) => method === 'GET' && /calendarView|\/events/u.test(path))
    .map(({ path, query }) => `${path.replace('/v1.0', '')}?${String(query)}`);

/** How many calls the hub has made at Microsoft. */
export const graphMark = async (hub: Hub): Promise<number> => (await hub.microsoft.state()).calls.length;
