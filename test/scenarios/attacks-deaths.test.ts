import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { accountOf, GINA, liveEvents, meeting, told } from '../support/meeting.ts';
import { order } from '../support/order.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const cardState = async () => (await hub().ask(Card, 'GET', CARD, { user: 'ben' })).state;

const granted = async (): Promise<string | null> => {
  const { ask, call, google } = hub();
  await google.account({ email: accountOf('ben'), name: 'ben' });
  const { authorizeUrl } = await ask(z.object({ authorizeUrl: z.url() }), 'POST', `${CARD}/connect`, {
    user: 'ben',
    body: { returnUrl: 'http://127.0.0.1/app' },
  });
  const { headers } = await call('GET', await google.consent({ authorizeUrl, account: accountOf('ben') }));
  return new URL(headers.location ?? '').searchParams.get('attempt');
};

/** Three minutes with the misfortune, the rest without. */
const recover = async (): Promise<void> => {
  await hub().settle();
  await hub().advance('PT3M');
  await noMoreDeaths(hub());
  await hub().advance('PT90M');
};

// Dying between two reads is dying at the next one: these tables' calls are commits, and one read of a worker.
const BOOKING = deaths({ tables: [11, 15], queues: [0], secrets: [], google: [0, 1] });
const CONNECTING = deaths({ tables: [6, 15], queues: [0], secrets: [0], google: [1] });
const DISCONNECTING = deaths({ tables: [2, 8, 16], queues: [0], secrets: [2], google: [0, 2] });

describe('the hub dies at one step and goes on', { timeout: 60_000 }, () => {
  test.each(BOOKING)(
    'booking: $kind at call $skip to $at is one event and a pair of mails',
    async (death) => {
      await connectGoogle(hub(), 'ben');
      await killAt(hub(), death);
      const body = order({ location: { kind: 'google_meet' }, guests: [GINA] });
      const headers = { 'idempotency-key': 'the one' };
      await insist(() => hub().call('POST', '/v1/bookings', { user: 'ben', body, headers }));
      await recover();
      expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
      expect((await told(hub())).filter((line) => !line.includes('Join link'))).toEqual([
        'ben@acme.example: Confirmed: Intro call',
        'gina@example.org: Confirmed: Intro call',
      ]);
      expect(await endFaults(hub())).toEqual([]);
    },
  );

  test.each(CONNECTING)('completing: $kind at call $skip to $at ends connected', async (death) => {
    const body = { attempt: await granted() };
    await killAt(hub(), death);
    await insist(() => hub().call('POST', `${CARD}/complete`, { user: 'ben', body }));
    await recover();
    expect(await cardState()).toBe('connected');
    expect((await hub().google.state()).grants).toHaveLength(1);
    expect(await endFaults(hub())).toEqual([]);
  });

  test.each(DISCONNECTING)(
    'disconnecting: $kind at call $skip to $at leaves nothing behind',
    async (death) => {
      await meeting(hub());
      await hub().advance('PT2M');
      await killAt(hub(), death);
      await insist(() => hub().call('DELETE', CARD, { user: 'ben' }));
      await recover();
      expect(await cardState()).toBe('not_connected');
      const { grants, channels } = await hub().google.state();
      expect([grants, channels, await liveEvents(hub(), 'ben')]).toEqual([[], [], []]);
      expect(await told(hub())).toHaveLength(2);
      expect(await endFaults(hub())).toEqual([]);
    },
  );
});
