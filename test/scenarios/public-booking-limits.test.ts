import { describe, expect, it } from 'vitest';
import { offered } from '../support/event-type.ts';
import { guest, reserve } from '../support/guest-booking.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const OTHER_TIME = { start: '2027-01-05T07:00:00Z' };

describe('whoever tries to book too often', { timeout: 60_000 }, () => {
  it('waits as long as they are told, by the address of the guest, and others go on', async () => {
    const { id } = await offered(hub());
    const other = await offered(hub());
    const tries = Array.from({ length: 25 }, (_, nth) =>
      reserve(hub(), nth % 2 ? id : other.id, {
        ...OTHER_TIME,
        guest: { name: 'Gina', email: 'Gina@example.org' },
      }),
    );
    const answers = await Promise.all(tries);
    // A request of ours that had to be repeated counts twice: never is too much let in.
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(refused.length).toBeLessThan(answers.length);
    expect(refused[0]).toMatchObject({ body: { code: 'rate_limited' }, headers: { 'retry-after': '600' } });
    expect((await reserve(hub(), id, { guest: guest(1) })).status).toBe(201);
    await hub().advance('PT10M');
    expect((await reserve(hub(), id, OTHER_TIME)).status).toBe(409);
  });

  it('uses nothing up with what is not even a request', async () => {
    const { id } = await offered(hub());
    for (let nth = 0; nth < 25; nth += 1)
      expect((await reserve(hub(), id, { zone: 'CET' })).status).toBe(422);
    expect((await reserve(hub(), id)).status).toBe(201);
  });
});
