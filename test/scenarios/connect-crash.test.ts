import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const card = () => hub().ask(Card, 'GET', CARD, { user: 'ben' });

/** The SDK tries three times. */
const vaultIsDown = (times = 3) =>
  hub().aws.secrets.faults.add({ kind: 'fail', operation: 'CreateSecret', about: 'connections', times });

describe('completing while something breaks', () => {
  test('a vault out of reach leaves the card connecting, and a minute later it is connected', async () => {
    vaultIsDown();
    expect((await connectGoogle(hub(), 'ben')).state).toBe('connecting');
    expect(connectionSecrets(hub())).toEqual([]);
    await hub().advance('PT3M');
    expect((await card()).state).toBe('connected');
    expect(connectionSecrets(hub())).toHaveLength(1);
    expect((await hub().google.state()).channels).toHaveLength(1);
  });

  test('a write to the vault whose answer is lost is no second secret', async () => {
    hub().aws.secrets.faults.add({ kind: 'cut', operation: 'CreateSecret', about: 'connections' });
    expect((await connectGoogle(hub(), 'ben')).state).toBe('connected');
    expect(connectionSecrets(hub())).toHaveLength(1);
  });

  test('queues out of reach after completion lose nothing', async () => {
    hub().aws.queueServer.faults.add({ kind: 'fail', operation: 'SendMessageBatch', times: 3 });
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT3M');
    expect((await card()).state).toBe('connected');
    expect((await hub().google.state()).channels).toHaveLength(1);
  });

  test('disconnected before it was finished, nothing of it is left anywhere', async () => {
    vaultIsDown();
    await connectGoogle(hub(), 'ben');
    await hub().call('DELETE', CARD, { user: 'ben' });
    await hub().advance('PT10M');
    expect((await card()).state).toBe('not_connected');
    expect(connectionSecrets(hub())).toEqual([]);
    expect((await hub().google.state()).grants).toEqual([]);
    expect((await hub().google.state()).channels).toEqual([]);
  });

  test('a disconnect whose message is lost is swept up', async () => {
    await connectGoogle(hub(), 'ben');
    hub().aws.queueServer.faults.add({ kind: 'fail', operation: 'SendMessageBatch', times: 3 });
    const started = await hub().ask(z.object({ run: z.object({ id: z.string() }) }), 'DELETE', CARD, {
      user: 'ben',
    });
    await hub().settle();
    expect((await card()).state).toBe('disconnecting');
    await hub().advance('PT3M');
    expect((await card()).state).toBe('not_connected');
    expect(await hub().call('GET', `/v1/runs/${started.run.id}`, { user: 'ben' })).toMatchObject({
      status: 200,
      body: { state: 'done' },
    });
  });
});
