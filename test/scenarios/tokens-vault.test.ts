import { afterEach, describe, expect, test, vi } from 'vitest';
import { Card } from '../../events/http/integrations.ts';
import { processClock } from '../../infra/local/clock.ts';
import { durationMs } from '../../infra/local/duration.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { calendarAccess } from '../../shared/wiring/calendar-access.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { useHub } from '../support/hub.ts';
import { book } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const card = () => hub().ask(Card, 'GET', CARD, { user: 'ben' });
const sealedTokens = async () =>
  (await storedItems(hub(), 'USER#acme#ben')).filter(({ sk }) => String(sk).startsWith('TOKEN'));

/** A function as the next deployment runs it: refresh tokens are to rest in the table. */
const nextLambda = () => {
  vi.stubEnv('TOKEN_VAULT', 'envelope');
  return calendarAccess({ client: tableClient(), name: readConfig('TABLE_NAME').TABLE_NAME });
};

describe('a deployment that moves refresh tokens into the table', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('moves each at its next refresh, works beside functions of the old setting, and a disconnect leaves none', async () => {
    await connectGoogle(hub(), 'ben');
    expect(connectionSecrets(hub())).toHaveLength(1);
    expect(await sealedTokens()).toEqual([]);
    processClock.advance(durationMs('PT56M') ?? 0);
    const { tokens, connections, vault } = nextLambda();
    const [connection] = await connections.ofUser('acme', 'ben');
    if (connection === undefined) throw new Error('ben is not connected');
    const token = (await vault.get({ ...connection, epoch: connection.tokenEpoch ?? 1 }))?.refreshToken ?? '';
    expect(token).not.toBe('');
    await tokens.of(connection);
    expect(connectionSecrets(hub())).toEqual([]);
    expect(await sealedTokens()).toHaveLength(1);
    expect(JSON.stringify(await hub().aws.tables.snapshot())).not.toContain(token);

    const { id } = await book(hub());
    await hub().advance('PT2H');
    expect((await card()).state).toBe('connected');
    expect((await hub().call('GET', `/v1/bookings/${id}`, { user: 'ben' })).body).toMatchObject({
      hosts: [{ calendar: { state: 'synced' } }],
    });

    await hub().call('DELETE', CARD, { user: 'ben' });
    await hub().advance('PT10M');
    expect((await card()).state).toBe('not_connected');
    expect(await sealedTokens()).toEqual([]);
    expect(connectionSecrets(hub())).toEqual([]);
    expect((await hub().google.state()).grants).toEqual([]);
    expect(JSON.stringify([...hub().logs()])).not.toContain(token);
  });
});
