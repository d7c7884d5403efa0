import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { book, order } from '../support/order.ts';

const hub = useHub();
const minute = (offset: number): string =>
  new Date(Date.parse('2027-01-05T10:00:00Z') + offset * 60_000).toISOString();
const post = (user: string, over: Record<string, unknown>) =>
  hub().call('POST', '/v1/bookings', { user, body: order(over) });
const tally = (codes: readonly unknown[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(codes, String)].map(([code, all]) => [code, all.length]));
const codes = (answers: readonly { status: number; body: unknown }[]) =>
  tally(
    answers.map(({ status, body }) =>
      body instanceof Object && 'code' in body ? `${status} ${body.code}` : status,
    ),
  );
const listed = async () => (await hub().call('GET', '/v1/bookings', { user: 'ada' })).body;

describe('a slot', () => {
  it('goes to one of a hundred who ask for overlapping times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        post('ben', { start: minute(index % 50), end: minute(60 + (index % 50)) }),
      ),
    );
    expect(codes(answers)).toEqual({ '201': 1, '409 slot_taken': 99 });
    expect(await listed()).toEqual({ items: [expect.objectContaining({ revision: 1 })] });
  }, 60_000);

  it('leaves one event and one pair of mails, however many asked for it', async () => {
    await connectGoogle(hub(), 'ben');
    const guests = [{ email: 'gina@example.org', name: 'Gina' }];
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        post('ben', { guests, start: minute(index % 50), end: minute(60 + (index % 50)) }),
      ),
    );
    await hub().advance('PT5M');
    expect((await hub().google.state()).events).toHaveLength(1);
    const readers = (await hub().inbox.all()).flatMap(({ to }) => to);
    expect(readers.toSorted()).toEqual(['ben@acme.example', 'gina@example.org']);
  }, 60_000);

  it('goes to one of two hosts’ bookings that share only one host', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        post('ada', {
          hosts: ['ben', index % 2 === 0 ? 'chloe' : 'dan'],
          start: minute(index),
          end: minute(index + 45),
        }),
      ),
    );
    expect(codes(answers)).toEqual({ '201': 1, '409 slot_taken': 19 });
  }, 60_000);

  it('goes to all who ask for times that do not overlap, however many come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        post('ben', { start: minute(index * 30), end: minute(index * 30 + 30) }),
      ),
    );
    expect(codes(answers)).toEqual({ '201': 20 });
  }, 60_000);

  it('goes to one of two bookings that are moved into it', async () => {
    const [one, two] = [
      await book(hub(), { start: minute(0), end: minute(60) }),
      await book(hub(), { start: minute(120), end: minute(180) }),
    ];
    const answers = await Promise.all(
      [one, two].map(({ id }, index) =>
        hub().call('PATCH', `/v1/bookings/${id}`, {
          user: 'ben',
          body: { start: minute(300 + 10 * index), end: minute(360 + 10 * index) },
        }),
      ),
    );
    expect(codes(answers)).toEqual({ '200': 1, '409 slot_taken': 1 });
  });

  it('is refused with the next three times at which all hosts are free', async () => {
    await book(hub(), { hosts: ['ben', 'chloe'] });
    await post('ada', { hosts: ['chloe'], start: '2027-01-05T10:15:00Z', end: '2027-01-05T10:30:00Z' });
    const { status, body } = await post('ada', {
      hosts: ['ben', 'chloe'],
      start: '2027-01-05T09:05:00Z',
      end: '2027-01-05T09:35:00Z',
    });
    expect([status, body]).toEqual([
      409,
      expect.objectContaining({
        code: 'slot_taken',
        alternatives: [
          { start: '2027-01-05T10:30:00.000Z', end: '2027-01-05T11:00:00.000Z' },
          { start: '2027-01-05T10:45:00.000Z', end: '2027-01-05T11:15:00.000Z' },
          { start: '2027-01-05T11:00:00.000Z', end: '2027-01-05T11:30:00.000Z' },
        ],
      }),
    ]);
  });

  it('is taken twice when an admin allows it, and the booking says so', async () => {
    const { id: first } = await book(hub());
    const booking = await book(
      hub(),
      { allowConflicts: true, start: '2027-01-05T09:30:00Z', end: '2027-01-05T10:30:00Z' },
      { user: 'ada' },
    );
    expect(booking.conflicts).toEqual([
      { userId: 'ben', start: '2027-01-05T09:00:00.000Z', end: '2027-01-05T10:00:00.000Z' },
    ]);
    await hub().settle();
    const { body } = await hub().call('GET', '/v1/bookings?conflicts=true', { user: 'ada' });
    expect(body).toMatchObject({ items: [{ id: first }, { id: booking.id }] });
  });

  it('is free again after a cancellation', async () => {
    const { id } = await book(hub());
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben' });
    expect((await post('ben', {})).status).toBe(201);
  });
});
