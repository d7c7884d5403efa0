import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { offered } from '../support/event-type.ts';
import { guest, reserve, reserved, startsOf } from '../support/guest-booking.ts';
import { useHub } from '../support/hub.ts';
import { liveEvents, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const HOSTS = ['ben', 'chloe'].map((userId) => ({ userId }));

describe('a collective event', { timeout: 60_000 }, () => {
  it('books all of its hosts at once, in one event that the first organizes', async () => {
    for (const { userId } of HOSTS) await connectGoogle(hub(), userId);
    const { id } = await offered(hub(), {
      kind: 'collective',
      hosts: HOSTS,
      location: { kind: 'google_meet' },
    });
    const made = await reserved(hub(), id);
    expect(made.hosts).toEqual([{ name: 'Ben Okafor' }, { name: 'Chloé Marchand' }]);
    await hub().advance('PT1M');
    expect(await readBooking(hub(), made.id)).toMatchObject({
      hosts: [
        { userId: 'ben', calendar: { state: 'synced' } },
        { userId: 'chloe', calendar: { state: 'synced' } },
      ],
      conference: { kind: 'google_meet', state: 'ready' },
    });
    expect([await liveEvents(hub(), 'ben'), await liveEvents(hub(), 'chloe')]).toMatchObject([[{}], [{}]]);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('is not to be had when one of its hosts has no time, and nobody is booked then', async () => {
    const { id } = await offered(hub(), { kind: 'collective', hosts: HOSTS });
    const chloe = { hosts: ['chloe'], start: '2027-01-05T10:15:00Z', end: '2027-01-05T10:45:00Z' };
    await book(hub(), chloe, { user: 'ada' });
    expect(await reserve(hub(), id)).toMatchObject({
      status: 409,
      body: { code: 'slot_taken', alternatives: [{ start: '2027-01-05T11:00:00.000Z' }, {}, {}] },
    });
    const ben = await offered(hub(), {});
    expect(await startsOf(hub(), ben.id)).toContain('2027-01-05T10:00:00Z');
  });

  it('goes to one of many who want it at once, beside events of each host alone', async () => {
    const together = await offered(hub(), { kind: 'collective', hosts: HOSTS });
    const alone = await offered(hub(), { hosts: [{ userId: 'chloe' }] });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, nth) =>
        reserve(hub(), nth % 2 ? together.id : alone.id, { guest: guest(nth) }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(11).fill(409)]);
  });
});
