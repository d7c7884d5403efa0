import { describe, expect, test } from 'vitest';
import { connectZoom } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { GINA, told } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';

const hub = useHub();

const liveMeetings = async () => (await hub().zoom.state()).meetings.filter(({ exists }) => exists === true);

/** Three minutes with the misfortune, the rest without. */
const recover = async (): Promise<void> => {
  await hub().settle();
  await hub().advance('PT3M');
  await noMoreDeaths(hub());
  await hub().advance('PT15M');
};

// The tables' calls are those around the creation: what is intended, what came of it.
const BOOKING = deaths({ tables: [10, 13], zoom: [0] });
const CANCELLING = deaths({ zoom: [0] });

describe('the hub dies at one step and goes on', { timeout: 60_000 }, () => {
  test.each(BOOKING)('booking: $kind at call $skip to $at is one meeting at Zoom', async (death) => {
    await connectZoom(hub(), 'ben');
    await killAt(hub(), death);
    const body = order({ location: { kind: 'zoom' }, guests: [GINA] });
    const headers = { 'idempotency-key': 'the one' };
    await insist(() => hub().call('POST', '/v1/bookings', { user: 'ben', body, headers }));
    await recover();
    expect(await liveMeetings()).toHaveLength(1);
    expect((await told(hub())).filter((line) => !line.includes('Join link'))).toEqual([
      'ben@acme.example: Confirmed: Intro call',
      'gina@example.org: Confirmed: Intro call',
    ]);
    expect(await endFaults(hub())).toEqual([]);
  });

  test.each(CANCELLING)('cancelling: $kind at call $skip to $at leaves no meeting at Zoom', async (death) => {
    await connectZoom(hub(), 'ben');
    const { id } = await book(hub(), { location: { kind: 'zoom' }, guests: [GINA] });
    await hub().settle();
    await killAt(hub(), death);
    await insist(() => hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} }));
    await recover();
    expect(await liveMeetings()).toEqual([]);
    expect(await endFaults(hub())).toEqual([]);
  });
});
