import { describe, expect, it } from 'vitest';
import { offered } from '../support/event-type.ts';
import { guest, reserve } from '../support/guest-booking.ts';
import { useHub } from '../support/hub.ts';
import { storedItems } from '../support/stored-items.ts';

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

  it('waits for an address that others have named too often, too: all who come along get mail', async () => {
    const { id } = await offered(hub());
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, nth) =>
        reserve(hub(), id, {
          guest: guest(nth),
          guests: [{ name: 'Vic', email: nth % 2 ? 'vic@example.org' : 'Vic@Example.org' }],
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(5);
    const vic = { start: '2027-01-05T11:00:00Z', guest: { name: 'Vic', email: 'vic@example.org' } };
    expect(await reserve(hub(), id, vic)).toMatchObject({ status: 429 });
    await hub().advance('PT10M');
    expect((await reserve(hub(), id, vic)).status).toBe(201);
  });

  it('takes no turn of the event type with an order that could never be one', async () => {
    const { id } = await offered(hub());
    const counters = async () => (await storedItems(hub(), 'ATTEMPTS#')).length;
    for (const start of ['2027-01-04T08:00:00Z', '2027-01-05T10:07:00Z'])
      expect(await reserve(hub(), id, { start })).toMatchObject({
        status: 422,
        body: { errors: [{ field: 'start' }] },
      });
    // Of the network, and of the guest.
    expect(await counters()).toBe(2);
    expect((await reserve(hub(), id)).status).toBe(201);
    expect(await counters()).toBe(3);
  });

  it('uses nothing up with what is not even a request', async () => {
    const { id } = await offered(hub());
    for (let nth = 0; nth < 25; nth += 1)
      expect((await reserve(hub(), id, { zone: 'CET' })).status).toBe(422);
    expect((await reserve(hub(), id)).status).toBe(201);
  });
});
