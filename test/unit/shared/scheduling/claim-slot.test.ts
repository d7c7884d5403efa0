import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Guest } from '../../../../events/stored/booking.ts';
import type { ExternalEvent } from '../../../../events/stored/external-event.ts';
import { OrgSettings } from '../../../../events/stored/org-settings.ts';
import { defaultSchedule } from '../../../../shared/domain/default-schedule.ts';
import { randomIds } from '../../../../shared/ids.ts';
import type { Bookings } from '../../../../shared/ports/bookings.ts';
import { claimSlot } from '../../../../shared/scheduling/claim-slot.ts';
import type { SlotOrder } from '../../../../shared/scheduling/slot-order.ts';
import { dynamoAvailabilitySchedules } from '../../../../shared/store/availability-schedules.ts';
import { dynamoBookings } from '../../../../shared/store/bookings.ts';
import { dynamoConnections } from '../../../../shared/store/connections.ts';
import { dynamoEventTypes } from '../../../../shared/store/event-types.ts';
import { dynamoFeeds } from '../../../../shared/store/feeds.ts';
import { dynamoHostShares } from '../../../../shared/store/host-shares.ts';
import { dynamoOrgSettings } from '../../../../shared/store/org-settings.ts';
import { dynamoPeople } from '../../../../shared/store/people.ts';
import { AT } from '../../../support/a-booking.ts';
import { aConnection } from '../../../support/a-connection.ts';
import { aFeed } from '../../../support/a-feed.ts';
import { aPerson } from '../../../support/a-person.ts';
import { anEventType } from '../../../support/an-event-type.ts';
import { scratchTables, TABLE } from '../../../support/scratch-tables.ts';

const TEN = '2027-01-05T10:00:00.000Z';
const HALF_HOUR = { start: TEN, end: '2027-01-05T10:30:00.000Z' };
const feed = aFeed({ generation: 'gen_1' });
const dentist: ExternalEvent = {
  v: 1,
  feedId: feed.id,
  generation: 'gen_1',
  id: 'dentist',
  busy: true,
  ...HALF_HOUR,
};
const roster = {
  eventType: anEventType({ kind: 'one_to_one' }),
  hosts: [{ person: aPerson(), schedule: defaultSchedule(aPerson()) }],
  connections: [{ ...aConnection(), feedId: feed.id }],
  settings: OrgSettings.parse({ v: 1, org: 'acme', version: 0 }),
};
const gina: Guest = {
  id: 'gst_1',
  name: 'Gina',
  email: 'gina@example.org',
  zone: 'UTC',
  locale: 'en',
  rsvp: 'needs_action',
  attendee: false,
};
const order: SlotOrder = {
  start: TEN,
  durationMs: 1_800_000,
  zone: 'UTC',
  guests: [gina],
  answers: [],
  token: 'a-token',
};
const target = { org: 'acme', id: 'bkg_1', actor: { kind: 'guest', id: gina.id }, trace: 't' } as const;

describe('a slot that is claimed in several tries', () => {
  let scratch: Awaited<ReturnType<typeof scratchTables>>;
  beforeAll(async () => {
    scratch = await scratchTables();
  });
  beforeEach(() => scratch.tables.reset());
  afterAll(() => scratch.close());

  /** The first try is lost to somebody else, and meanwhile the host has an appointment. */
  const claim = async (tookMs: number) => {
    const table = { client: scratch.client, name: TABLE };
    const feeds = dynamoFeeds(table);
    await feeds.put(feed, undefined);
    const stored = dynamoBookings(table);
    let now = Date.parse(AT);
    let tries = 0;
    const commit: Bookings['commit'] = async (change) => {
      tries += 1;
      if (tries > 1) return stored.commit(change);
      await feeds.putEvents([dentist]);
      now += tookMs;
      return { outcome: 'stale' };
    };
    const deps = {
      feeds,
      bookings: { ...stored, commit },
      people: dynamoPeople(table),
      connections: dynamoConnections(table),
      schedules: dynamoAvailabilitySchedules(table),
      settings: dynamoOrgSettings(table),
      eventTypes: dynamoEventTypes(table),
      shares: dynamoHostShares(table),
      queues: { send: async () => undefined },
      clock: { now: () => now },
      ids: randomIds,
    };
    return claimSlot(deps)(target, roster, order);
  };

  it('is refused where the host’s calendar has filled while it waited', async () => {
    await expect(claim(1_500)).rejects.toMatchObject({
      code: 'slot_taken',
      extra: { alternatives: [{ start: HALF_HOUR.end }, {}, {}] },
    });
  });

  it('goes by what calendars said a moment ago, so that a crowd does not wait for them again and again', async () => {
    expect(await claim(500)).toMatchObject({ outcome: 'committed', booking: HALF_HOUR });
  });
});
