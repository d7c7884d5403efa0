import { DateTime } from 'luxon';
import type { OfferedType } from '../../events/http/slots.ts';
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
