import { describe, expect, it } from 'vitest';
import { openBook } from '../support/book-page.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { EVENT_TYPES, offered } from '../support/event-type.ts';
import { askSlots, reserve, reserved } from '../support/guest-booking.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const BEYOND = ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '9999-12-31T23:00:00-12:00'];
const monthFrom = (from: string): { from: string; to: string } => ({
  from,
  to: from.replace(/-01T/u, '-20T'),
});

const open = async (): Promise<string> => {
  await connectGoogle(hub(), 'ben');
  return (await offered(hub())).id;
};

describe('dates at the ends of the calendar', { timeout: 60_000 }, () => {
  it('are refused by the field wherever an instant is asked for', async () => {
    const id = await open();
    const { token } = await reserved(hub(), id);
    for (const start of BEYOND) {
      const read = (path: string) => hub().call('GET', path, { user: 'ada' });
      const query = new URLSearchParams({ from: start, to: start });
      const answers = [
        await reserve(hub(), id, { start }),
        await hub().call('POST', `/b/${token}/reschedule`, {
          body: { start },
          headers: { accept: 'application/json' },
        }),
        await read(`/v1/bookings?${new URLSearchParams({ from: start })}`),
        await read(`/v1/availability?users=ada&${query}`),
        await read(`${EVENT_TYPES}/${id}/slots/explain?${query}&zone=Asia/Kathmandu`),
        await read(`${EVENT_TYPES}/${id}/slots?${query}`),
      ];
      const told = answers.map(({ status, body }) => [status, JSON.stringify(body).includes('1970 to 9000')]);
      expect(told).toEqual(answers.map(() => [422, true]));
    }
  });

  it('that lie far off all the same offer nothing, without a failure', async () => {
    const id = await open();
    for (const from of ['1970-01-01T00:00:00Z', '9000-12-01T00:00:00Z'])
      expect(await askSlots(hub(), id, monthFrom(from))).toMatchObject({ status: 200, body: { items: [] } });
  });

  it('in a link to the booking page are as good as absent', async () => {
    const id = await open();
    const usual = (await openBook(hub(), id)).page.length;
    for (const query of [
      ...BEYOND.map((start) => ({ start })),
      { month: '0000-01' },
      { month: '9999-12' },
      { day: '0000-01-01' },
      { day: '9999-12-31' },
    ]) {
      const { status, page } = await openBook(hub(), id, query);
      expect([query, status, page.length > usual / 2]).toEqual([query, 200, true]);
    }
  });
});
