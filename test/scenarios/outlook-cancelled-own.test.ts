import { expect, test } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook } from '../support/connect-outlook.ts';
import { useHub } from '../support/hub.ts';
import { readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { inOutlook, outlookEvents } from '../support/outlook.ts';

const hub = useHub();

test('a co-host who moves their own event of a cancelled booking, before it was taken away, does not keep it', {
  timeout: 60_000,
}, async () => {
  await connectGoogle(hub(), 'ben');
  await connectOutlook(hub(), 'chloe');
  const { id } = await book(hub(), { hosts: ['ben', 'chloe'] });
  await hub().settle();
  const [event] = await outlookEvents(hub(), 'chloe');
  await hub().microsoft.fault({ match: { method: 'DELETE' }, status: 503 });
  await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
  await hub().settle();
  expect(await outlookEvents(hub(), 'chloe')).toHaveLength(1);
  const hands = await inOutlook(hub(), 'chloe');
  await hands.move(String(event?.id), '2027-01-06T14:00:00Z', '2027-01-06T15:00:00Z');
  await hub().settle();
  await hub().advance('PT30M');
  expect(await outlookEvents(hub(), 'chloe')).toEqual([]);
  expect((await readBooking(hub(), id)).status).toBe('cancelled');
});
