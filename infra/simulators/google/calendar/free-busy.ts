import { IANAZone } from 'luxon';
import { z } from 'zod';
import type { World } from '../world.ts';
import { ApiRefusal, invalid, required, timeRangeEmpty } from './api-refusal.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import { boundMs, instantText, msOf } from './event-time.ts';
import { allItems } from './feed-items.ts';
import { mergePatch } from './json.ts';

const asked = z.object({
  timeMin: z.string(),
  timeMax: z.string(),
  timeZone: z.string().default('UTC'),
  items: z.array(z.object({ id: z.string() })).default([]),
  groupExpansionMax: z.int().min(1).max(100).default(100),
  calendarExpansionMax: z.int().min(1).max(50).default(50),
});

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Not in the reference; independent clients cut their questions at 90 days. */
const LONGEST_MS = 90 * 86_400_000;

const rangeOf = ({ timeMin, timeMax }: z.infer<typeof asked>): Span => {
  const range = { start: boundMs(timeMin, 'timeMin'), end: boundMs(timeMax, 'timeMax') };
  if (range.end <= range.start) throw timeRangeEmpty();
  if (range.end - range.start <= LONGEST_MS) return range;
  throw new ApiRefusal({
    status: 400,
    domain: 'calendar',
    reason: 'timeRangeTooLong',
    message: 'The requested time range is too long.',
    locationType: 'parameter',
    location: 'timeMax',
  });
};

/** Touching and overlapping spans become one. */
const merged = (spans: readonly Span[]): Span[] => {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end)
      result[result.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
};

const busyOf = ({ events, accounts }: World, calendarId: string, range: Span): Span[] => {
  const zone = accounts.calendar(calendarId)?.zone ?? 'UTC';
  const items = allItems(events, calendarId, { singleEvents: true, showDeleted: false });
  const spans = items.flatMap(({ event }) => {
    if (!event || event.fields.transparency === 'transparent') return [];
    if (event.fields.eventType === 'workingLocation') return [];
    const own = event.fields.attendees?.find(({ email }) => email === calendarId);
    if (own?.responseStatus === 'declined') return [];
    const start = Math.max(msOf(event.fields.start, zone), range.start);
    const end = Math.min(msOf(event.fields.end, zone), range.end);
    return end > start ? [{ start, end }] : [];
  });
  return merged(spans);
};

const failed = (reason: string) => ({ errors: [{ domain: 'global', reason }], busy: [] });

/** https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query */
export const queryFreeBusy = (world: World, { body, account }: ApiRequest): ApiAnswer => {
  const { success, data, error } = asked.safeParse(mergePatch({}, body ?? {}));
  if (!success) {
    const name = error.issues[0]?.path.join('.') ?? 'body';
    throw name.startsWith('time')
      ? required(`Missing or invalid: ${name}`)
      : invalid(`Invalid value for: ${name}`);
  }
  if (!IANAZone.isValidZone(data.timeZone)) throw invalid('Invalid time zone.', 'timeZone');
  const range = rangeOf(data);
  const shown = (ms: number): string => instantText(ms, data.timeZone);
  const answers = data.items.map(({ id }, index): [string, unknown] => {
    const calendarId = id === 'primary' ? account.email : id;
    const calendar = world.accounts.calendar(calendarId);
    if (index >= data.calendarExpansionMax) return [id, failed('tooManyCalendarsRequested')];
    if (!(calendar && world.accounts.role(calendar.id, account.email))) return [id, failed('notFound')];
    const busy = busyOf(world, calendar.id, range);
    return [id, { busy: busy.map(({ start, end }) => ({ start: shown(start), end: shown(end) })) }];
  });
  return {
    body: {
      kind: 'calendar#freeBusy',
      timeMin: shown(range.start),
      timeMax: shown(range.end),
      calendars: Object.fromEntries(answers),
    },
  };
};
