import { DateTime } from 'luxon';
import type { OfferedType, SlotsView } from '../../events/http/slots.ts';
import type { Roster } from '../../shared/scheduling/read-roster.ts';

/** An instant as RFC 3339 with the zone's own offset. */
export const instantIn = (zone: string, ms: number): string =>
  DateTime.fromMillis(ms, { zone }).toISO({ suppressMilliseconds: true }) ?? new Date(ms).toISOString();

/** Where they meet is told in detail once they do. */
export const viewOffered = ({ eventType, hosts }: Roster): OfferedType => {
  const { id, title, description, kind, durations, location, questions } = eventType;
  const { venue } = location ?? {};
  return {
    id,
    title,
    ...(description !== undefined && { description }),
    kind,
    hosts: hosts.map(({ person: { name } }) => ({ name })),
    durations,
    ...(location && { location: { kind: location.kind, ...(venue !== undefined && { venue }) } }),
    questions,
  };
};

interface Offer {
  readonly zone: string;
  readonly durationMs: number;
  /** Epoch milliseconds, as is `next`: the first one after a window without any. */
  readonly starts: readonly number[];
  readonly next: number | undefined;
}

/** The free times in a guest's zone. */
export const viewSlots = (roster: Roster, { zone, durationMs, starts, next }: Offer): SlotsView => ({
  eventType: viewOffered(roster),
  zone,
  items: starts.map((start) => ({
    start: instantIn(zone, start),
    end: instantIn(zone, start + durationMs),
  })),
  ...(next !== undefined && { nextAvailable: instantIn(zone, next) }),
});
