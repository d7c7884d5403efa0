import { z } from 'zod';
import { type Account, isPersonal } from '../accounts.ts';
import type { World } from '../world.ts';
import { badRequest, invalidProperty } from './api-refusal.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import { contextOf } from './collection.ts';
import { checkedTime, momentOf, shownMoment, spanOf } from './event-time.ts';
import { flatItems, groupsIn, type Window } from './feed.ts';
import type { Prefer } from './prefer.ts';
import type { Item } from './series.ts';
import { windowsOf } from './zones.ts';

type Json = Record<string, unknown>;

const time = z.object({ dateTime: z.string(), timeZone: z.string() });
const asked = z.object({
  schedules: z.array(z.string()).min(1),
  startTime: time,
  endTime: time,
  availabilityViewInterval: z.int().min(5).max(1440).default(30),
});

/** Users report both 20 and 100 addresses: nobody gets more than 20 here. */
const MOST_SCHEDULES = 20;
const MOST_ENTRIES = 1000;
const LONGEST_MS = 62 * 86_400_000;
const MINUTE_MS = 60_000;
const DIGITS = { free: 0, tentative: 1, busy: 2, oof: 3, workingElsewhere: 4, unknown: 0 } as const;

const notFound = (scheduleId: string): Json => ({
  scheduleId,
  error: {
    message: `Microsoft.Exchange.InfoWorker.Common.Availability.MailRecipientNotFoundException: Unable to resolve e-mail address ${scheduleId} to an Active Directory object.`,
    responseCode: '5009',
  },
});

const tooManyEntries = (scheduleId: string): Json => ({
  scheduleId,
  error: { message: 'The result set contains too many calendar entries.', responseCode: '5006' },
});

const viewOf = (items: readonly { item: Item; span: Window }[], window: Window, interval: number): string => {
  const digits: number[] = [];
  for (let from = window.from; from < window.to; from += interval * MINUTE_MS) {
    const to = Math.min(from + interval * MINUTE_MS, window.to);
    const met = items.filter(({ span }) => span.from < to && span.to > from);
    digits.push(Math.max(0, ...met.map(({ item }) => DIGITS[item.event.fields.showAs])));
  }
  return digits.join('');
};

/** Titles of one's own events only; private ones stay private. */
const shownItem = ({ event }: Item, span: Window, prefer: Prefer, isOwn: boolean): Json => {
  const { showAs, sensitivity, subject, locations } = event.fields;
  return {
    ...(isOwn && {
      isPrivate: sensitivity === 'private',
      subject,
      location: locations[0]?.displayName ?? '',
    }),
    status: showAs,
    start: shownMoment(span.from, prefer.zone),
    end: shownMoment(span.to, prefer.zone),
  };
};

interface Wanted {
  readonly window: Window;
  readonly interval: number;
}

const scheduleOf = (
  world: World,
  { account, prefer }: ApiRequest,
  person: Account,
  { window, interval }: Wanted,
): Json => {
  const calendar = world.accounts.calendar(person);
  const found = flatItems(groupsIn(world, person, calendar?.id ?? '', window))
    .filter(({ event }) => !event.isCancelled)
    .map((item) => ({ item, span: spanOf(item.event.fields, person.zone) }))
    .sort((a, b) => a.span.from - b.span.from);
  if (found.length > MOST_ENTRIES) return tooManyEntries(person.email);
  return {
    scheduleId: person.email,
    availabilityView: viewOf(found, window, interval),
    scheduleItems: found.map(({ item, span }) => shownItem(item, span, prefer, person.oid === account.oid)),
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '08:00:00.0000000',
      endTime: '17:00:00.0000000',
      timeZone: { name: windowsOf(person.zone) },
    },
  };
};

/** `POST /me/calendar/getSchedule`: work accounts only; who is unknown has an error of their own, inside a 200. */
export const getSchedule = (world: World, request: ApiRequest): ApiAnswer => {
  const { success, data } = asked.safeParse(request.body);
  if (!success) throw badRequest('RequestBodyRead', 'schedules, startTime and endTime are needed.');
  if (isPersonal(request.account))
    throw badRequest('ErrorInvalidRequest', 'This operation is not supported for personal accounts.');
  const window = {
    from: momentOf(checkedTime(data.startTime)).toMillis(),
    to: momentOf(checkedTime(data.endTime)).toMillis(),
  };
  if (window.to <= window.from) throw invalidProperty('The end of the window is before its start.');
  if (window.to - window.from > LONGEST_MS || data.schedules.length > MOST_SCHEDULES)
    throw badRequest(
      'ErrorInvalidParameter',
      'The requested window is too long, or asks about too many people.',
    );
  const value = data.schedules.map((name) => {
    const person = world.accounts.find(name);
    return person?.tid === request.account.tid && person.mailbox === 'normal'
      ? scheduleOf(world, request, person, { window, interval: data.availabilityViewInterval })
      : notFound(name);
  });
  return {
    body: { '@odata.context': contextOf(world, 'Collection(microsoft.graph.scheduleInformation)'), value },
  };
};
