import { durationSeconds } from '../../events/http/duration-field.ts';
import { placeOf } from '../../shared/domain/place-of.ts';
import type { BookChoice, BookOffer } from '../../shared/pages/book-offer.ts';
import type { Roster } from '../../shared/scheduling/read-roster.ts';
import { viewOffered } from './view-slots.ts';

/** An event type as its page shows it: nothing that is not public (see `viewOffered`). */
export const viewBookOffer = (roster: Roster): BookOffer => {
  const { id, title, description, hosts, durations } = viewOffered(roster);
  const { location, questions } = roster.eventType;
  const place = location && placeOf({ kind: location.kind, venue: location.venue });
  return {
    ...{ id, title, description, durations, place, questions },
    hosts: hosts.map(({ name }) => name),
    isOneOfHosts: roster.eventType.kind === 'round_robin',
  };
};

/** What a guest has chosen, or what stands for it until they do: the hosts' zone, and the first length. */
export const chooseBook = (
  { hosts, eventType: { durations } }: Roster,
  { zone, duration, locale }: { readonly [Part in keyof BookChoice]?: BookChoice[Part] | undefined },
): BookChoice => {
  const seconds = duration === undefined ? undefined : durationSeconds(duration);
  const wished = durations.find((each) => durationSeconds(each) === seconds);
  return {
    zone: zone ?? hosts[0]?.schedule.zone ?? 'UTC',
    duration: wished ?? durations[0] ?? '',
    locale,
  };
};
