import { describe, expect, it } from 'vitest';
import { useHub } from '../support/hub.ts';
import { inGoogle, liveEvents, meeting, readBooking } from '../support/meeting.ts';

const hub = useHub();
const at = (day: number) => ({
  start: `2027-01-0${day}T14:00:00.000Z`,
  end: `2027-01-0${day}T15:00:00.000Z`,
});

type Step = (eventId: string, id: string) => Promise<unknown>;
const STEPS: Readonly<Record<string, Step>> = {
  'API move': (_, id) => hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: at(6) }),
  'Google move': async (eventId) => (await inGoogle(hub(), 'ben')).move(eventId, at(7).start, at(7).end),
  'API title': (_, id) => hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'Talk' } }),
  'Google title': async (eventId) => (await inGoogle(hub(), 'ben')).edit(eventId, { summary: 'Review' }),
  settle: () => hub().settle(),
  'answer lost': () => hub().google.fault({ match: { method: 'PATCH' }, reset: true, afterCommit: true }),
  'pushes lost': () => hub().google.webhooks({ mode: 'drop', rate: 1 }),
};

const ORDERS = [
  ['API move', 'Google move'],
  ['Google move', 'API move'],
  ['API move', 'settle', 'Google move'],
  ['Google move', 'settle', 'API move'],
  ['API move', 'Google move', 'API title'],
  ['Google move', 'API title', 'Google title'],
  ['answer lost', 'API move', 'settle', 'Google move'],
  ['answer lost', 'API move', 'Google move', 'settle', 'API title'],
  ['pushes lost', 'Google move', 'API move'],
  ['pushes lost', 'Google move', 'settle', 'API title'],
  ['pushes lost', 'API move', 'answer lost', 'API title', 'Google move'],
];

describe('a move by the API and a move in Google', { timeout: 60_000 }, () => {
  it.each(ORDERS.map((order) => [order.join(', '), order] as const))(
    '[MEET-12, DOM-04] leave hub and calendar equal: %s',
    async (_, order) => {
      const { id, eventId } = await meeting(hub());
      for (const name of order) await STEPS[name]?.(eventId, id);
      await hub().settle();
      await hub().advance('PT1H30M');
      const { title, start, end, status } = await readBooking(hub(), id);
      const [event, ...others] = await liveEvents(hub(), 'ben');
      expect([status, others]).toEqual(['confirmed', []]);
      const whole = (instant: string) => instant.replace('.000Z', 'Z');
      expect(event).toMatchObject({
        id: eventId,
        summary: title,
        start: { dateTime: whole(start) },
        end: { dateTime: whole(end) },
      });
      expect(hub().dlq('provision') + hub().dlq('sync')).toBe(0);
    },
  );
});
