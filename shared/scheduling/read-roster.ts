import type { AvailabilitySchedule } from '../../events/stored/availability-schedule.ts';
import type { Location } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import type { Person } from '../../events/stored/person.ts';
import { eventId } from '../bookings/event-id.ts';
import { defaultSchedule } from '../domain/default-schedule.ts';
import { locationPlatform } from '../domain/location-platform.ts';
import { planCalendars } from '../domain/plan-calendars.ts';
import { HubError } from '../errors.ts';
import type { AvailabilitySchedules } from '../ports/availability-schedules.ts';
import type { Connections } from '../ports/connections.ts';
import type { OrgSettingsStore } from '../ports/org-settings-store.ts';
import type { People } from '../ports/people.ts';

export interface RosterDeps {
  readonly people: Pick<People, 'readMany'>;
  readonly schedules: Pick<AvailabilitySchedules, 'readMany'>;
  readonly connections: Pick<Connections, 'ofUsers'>;
  readonly settings: Pick<OrgSettingsStore, 'read'>;
}

/** A host as they can be booked. */
export interface RosterHost {
  readonly person: Person;
  readonly schedule: AvailabilitySchedule;
}

/** Everything about an event type that does not change from one minute to the next. */
export interface Roster {
  readonly eventType: EventType;
  /** Those who are people of the org still, in the order of the event type. */
  readonly hosts: readonly RosterHost[];
  readonly connections: readonly Connection[];
  readonly settings: OrgSettings;
}

/** Reads who can be met: whoever is no person any more is left out, whoever has never set hours has the default ones. */
export const readRoster =
  ({ people, schedules, connections, settings }: RosterDeps) =>
  async (eventType: EventType): Promise<Roster> => {
    const { org } = eventType;
    const ids = eventType.hosts.map(({ userId }) => userId);
    const [persons, saved, theirs, orgSettings] = await Promise.all([
      people.readMany(org, ids),
      schedules.readMany(org, ids),
      connections.ofUsers(org, ids),
      settings.read(org),
    ]);
    const hosts = ids.flatMap((id): RosterHost[] => {
      const person = persons.find((each) => each.id === id);
      if (person === undefined) return [];
      const schedule = saved.find(({ userId }) => userId === id);
      return [{ person, schedule: schedule ?? defaultSchedule(person) }];
    });
    return { eventType, hosts, connections: theirs, settings: orgSettings };
  };

/** Where these hosts meet: as the event type says, else where the first of them does by default, else nothing is said of it. */
export const meetingPlace = ({ eventType }: Roster, [first]: readonly RosterHost[]): Location =>
  eventType.location ?? first?.schedule.location ?? { kind: 'in_person' };

/** Whether one of them can make the link of the place now. */
const canMeet = (roster: Roster, hosts: readonly RosterHost[]): boolean => {
  const location = meetingPlace(roster, hosts);
  const platform = locationPlatform(location.kind);
  if (platform === undefined) return true;
  if (!roster.settings.platforms.includes(platform)) return false;
  const named = hosts.map(({ person: { id, name } }) => ({
    userId: id,
    name,
    rsvp: 'needs_action' as const,
  }));
  const probe = { id: '', status: 'confirmed', hosts: named, location, calendars: {}, meetings: {} } as const;
  try {
    planCalendars({ ...probe, hosts: named }, roster.connections, eventId);
    return true;
  } catch (error) {
    if (error instanceof HubError) return false;
    throw error;
  }
};

/** Who can be booked at all; of a round robin, whoever cannot make the link of its place has no turn. */
export const ableHosts = (roster: Roster): readonly RosterHost[] => {
  const { eventType, hosts } = roster;
  if (eventType.kind === 'round_robin') return hosts.filter((host) => canMeet(roster, [host]));
  return canMeet(roster, hosts) ? hosts : [];
};
