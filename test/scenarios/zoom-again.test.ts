import { expect, it } from 'vitest';
import { connectZoom, reconnectZoom } from '../support/connect-zoom.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { GINA, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();

it('a Zoom account that is connected again keeps its links, and nothing of its former tokens', async () => {
  await connectZoom(hub(), 'ben');
  const { id } = await book(hub(), { location: { kind: 'zoom' }, guests: [GINA] });
  await hub().settle();
  const { conference } = await readBooking(hub(), id);
  expect(conference).toMatchObject({ kind: 'zoom', state: 'ready', joinUrl: expect.any(String) });
  await reconnectZoom(hub(), 'ben');
  await reconnectZoom(hub(), 'ben');
  await hub().advance('PT1H');
  expect(connectionSecrets(hub())).toHaveLength(1);
  expect((await readBooking(hub(), id)).conference?.joinUrl).toBe(conference?.joinUrl);
  expect(await endFaults(hub())).toEqual([]);
});
