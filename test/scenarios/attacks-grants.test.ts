import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { accountOf } from '../support/meeting.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const grants = async () => (await hub().google.state()).grants;
const noRevoking = () => hub().google.fault({ match: { path: '/revoke' }, status: 503, times: 8 });

const consent = async (): Promise<void> => {
  const { ask, call, google } = hub();
  await google.account({ email: accountOf('ben'), name: 'ben' });
  const { authorizeUrl } = await ask(z.object({ authorizeUrl: z.url() }), 'POST', `${CARD}/connect`, {
    user: 'ben',
    body: { returnUrl: 'http://127.0.0.1/app' },
  });
  await call('GET', await google.consent({ authorizeUrl, account: accountOf('ben') }));
};

describe('grants that nobody uses, while Google takes none back', { timeout: 60_000 }, () => {
  test('one that was never completed goes as soon as Google can be reached', async () => {
    await consent();
    await noRevoking();
    await hub().advance('PT16M');
    expect(await grants()).toHaveLength(1);
    await hub().google.clearFaults();
    await hub().advance('PT15M');
    expect(await grants()).toEqual([]);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('one that was never completed leaves alone what its account is connected with by then', async () => {
    await consent();
    await noRevoking();
    await hub().advance('PT16M');
    await hub().google.clearFaults();
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT15M');
    expect(await grants()).toHaveLength(1);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('one that is disconnected before it was finished goes, too', async () => {
    hub().aws.secrets.faults.add({ kind: 'fail', operation: 'CreateSecret', about: 'connections', times: 3 });
    await connectGoogle(hub(), 'ben');
    await noRevoking();
    await hub().call('DELETE', CARD, { user: 'ben' });
    await hub().advance('PT3M');
    await hub().google.clearFaults();
    await hub().advance('PT30M');
    expect(await grants()).toEqual([]);
    expect(await endFaults(hub())).toEqual([]);
  });
});
