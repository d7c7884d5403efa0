import { afterEach, beforeEach, expect, test } from 'vitest';
import { aBooking } from '../support/a-booking.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { readBooking } from '../support/meeting.ts';
import { commitNew, newBookingId, storesOf } from '../support/seed-bookings.ts';

const hub = useHub();

let stores: ReturnType<typeof storesOf>;
beforeEach(() => {
  stores = storesOf(hub());
});
afterEach(() => stores.close());

test('a link that was promised while a host was just connecting Zoom is made within the hour', async () => {
  await connectZoom(hub(), 'ben');
  const id = newBookingId();
  const late = aBooking({
    id,
    zone: 'UTC',
    start: '2027-01-12T09:00:00.000Z',
    end: '2027-01-12T10:00:00.000Z',
    location: { kind: 'zoom' },
    conference: { kind: 'zoom', state: 'pending' },
  });
  await commitNew(stores, late);
  await hub().advance('PT1H2M');
  expect((await readBooking(hub(), id)).conference).toMatchObject({ kind: 'zoom', state: 'ready' });
  expect(await endFaults(hub())).toEqual([]);
});
