import { durationSeconds } from '../../events/http/duration-field.ts';
import type { AvailabilitySchedule } from '../../events/stored/availability-schedule.ts';
import type { Interval } from './busy-time.ts';
import { fullDays } from './full-days.ts';
import { openHours } from './open-hours.ts';
import { mergeSpans, outsideSpans, type Span, spansOf } from './span.ts';
import { wallToInstants } from './wall-clock.ts';
import { DAY_MS } from './wall-day.ts';
import { zoneOffsets } from './zone-offsets.ts';

/** What is known of one host's time. */
export interface HostTime {
  readonly schedule: Omit<AvailabilitySchedule, 'v' | 'org' | 'userId' | 'version'>;
  /** Foreign busy time of all calendars that block it. */
  readonly busy: readonly Interval[];
  /**
   * Our bookings of this host that stand (confirmed, or a draft that still holds its slot), but for one that is to be moved: of all ISO
   * weeks that the window touches, as they are counted.
   */
  readonly held: readonly Interval[];
  /** False: a calendar that blocks time was never read, or cannot be read any more. */
  readonly known: boolean;
  /** How far the calendars were read, an instant; absent where they end nowhere, as for a host who connected none. */
  readonly knownUntil?: string;
}

export interface Search {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Starts are looked for in [start, end). */
  readonly window: Interval;
  /** Above 0. */
  readonly durationMs: number;
}

/** Why a host cannot be booked at a start; where several say so, the first of this order is told. */
export type StartRule = (typeof ORDER)[number];

const ORDER = [
  'outside_hours',
  'notice',
  'horizon',
  'unknown',
  'busy',
  'buffer',
  'day_full',
  'week_full',
] as const;

/** The starts that each rule blocks: whole milliseconds, merged. */
export type StartRules = readonly (readonly [StartRule, readonly Span[]])[];

/** Bookings are counted by ISO week, and no zone is further from UTC than a day. */
const MARGIN_MS = 9 * DAY_MS;
const EVER: Span = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

const msOf = (duration: string): number => {
  const seconds = durationSeconds(duration);
  if (seconds === undefined) throw new RangeError('a stored duration is not valid');
  return seconds * 1000;
};

/** The starts at which a meeting, with so much around it, would meet one of these. */
const meeting = (spans: readonly Span[], before: number, after: number): Span[] =>
  mergeSpans(spans.map(({ start, end }) => ({ start: start - after + 1, end: end + before })));

const startsWithin = (open: readonly Span[], durationMs: number): Span[] =>
  open
    .map(({ start, end }) => ({ start, end: end - durationMs + 1 }))
    .filter(({ start, end }) => start < end);

/** What is not known, as far as `reach` after a start. */
const unread = ({ known, knownUntil }: HostTime, reach: number): Span[] => {
  if (!known) return [EVER];
  return knownUntil === undefined ? [] : [{ start: Date.parse(knownUntil) - reach + 1, end: EVER.end }];
};

const besideOthers = (host: HostTime, durationMs: number) => {
  const [before, after] = [msOf(host.schedule.bufferBefore), msOf(host.schedule.bufferAfter)];
  const apart = Math.max(before, after);
  const [busy, held] = [mergeSpans(spansOf(host.busy)), mergeSpans(spansOf(host.held))];
  return {
    unknown: unread(host, durationMs + after),
    busy: mergeSpans([...meeting(busy, 0, durationMs), ...meeting(held, 0, durationMs)]),
    buffer: mergeSpans([
      ...meeting(busy, before, durationMs + after),
      ...meeting(held, apart, durationMs + apart),
    ]),
  };
};

/**
 * The starts that each rule of a host blocks, for a meeting of `durationMs` that begins in the window. The meeting lies in open hours as
 * a whole; buffers need not. Beside foreign busy time the host's buffers are kept free before and after the new meeting. Two of our
 * bookings have both their buffers between them, which may be the same minutes: they are apart by the longer one, whichever was made
 * first. Notice and horizon are elapsed time, both inclusive. A booking counts for the day and the ISO week, in the schedule's zone, in
 * which it begins. What was not read is never free, with the buffer after the meeting.
 */
export const startRules = (host: HostTime, { now, window, durationMs }: Search): StartRules => {
  const { schedule, held } = host;
  const [start, end] = [Date.parse(window.start), Date.parse(window.end) + durationMs];
  const offsets = zoneOffsets(schedule.zone, { start: start - MARGIN_MS, end: end + MARGIN_MS });
  const open = openHours(schedule, { start, end }, offsets);
  const full = fullDays(schedule, spansOf(held), offsets);
  const blocked: Record<StartRule, readonly Span[]> = {
    outside_hours: outsideSpans(startsWithin(open, durationMs)),
    notice: [{ start: EVER.start, end: now + msOf(schedule.notice) }],
    horizon: [{ start: now + msOf(schedule.horizon) + 1, end: EVER.end }],
    ...besideOthers(host, durationMs),
    day_full: wallToInstants(offsets, full.days),
    week_full: wallToInstants(offsets, full.weeks),
  };
  return ORDER.map((rule) => [rule, blocked[rule]]);
};
