import { describe, expect, test } from 'vitest';
import { Card } from '../../events/http/integrations.ts';
import { processClock } from '../../infra/local/clock.ts';
import { connectZoom, reconnectZoom } from '../support/connect-zoom.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { useHub } from '../support/hub.ts';
import { zoomTokenCalls } from '../support/zoom-events.ts';
import { callAtZoom, zoomConnection, zoomLambda } from '../support/zoom-lambda.ts';

const hub = useHub();
const card = () => hub().ask(Card, 'GET', '/v1/me/integrations/zoom', { user: 'ben' });
const refreshes = () => zoomTokenCalls(hub());

/** Ben is connected, and his access token has less than five minutes left; schedules are silent. */
const nearExpiry = async () => {
  await connectZoom(hub(), 'ben');
  processClock.advance(56 * 60_000);
  return { connection: await zoomConnection('ben'), before: await refreshes() };
};

describe('Zoom’s tokens, of which only the newest pair lives', () => {
  test('fifty callers at one that ends spend one refresh, and all get the same', async () => {
    const { connection, before } = await nearExpiry();
    const lambdas = Array.from({ length: 10 }, zoomLambda);
    const calls = lambdas.flatMap(({ tokens }) => Array.from({ length: 5 }, () => tokens.of(connection)));
    const answers = new Set(await Promise.all(calls));
    expect(calls).toHaveLength(50);
    expect(answers.size).toBe(1);
    expect((await refreshes()) - before).toBe(1);
    expect(await callAtZoom(hub(), 'ben')).toBe(200);
    await hub().advance('PT3H');
    expect(await callAtZoom(hub(), 'ben')).toBe(200);
    expect(connectionSecrets(hub())).toHaveLength(1);
  });

  test('a refresh whose answer is lost ends in a card that says so, and one mail; the same account brings it back', async () => {
    await nearExpiry();
    await hub().zoom.fault({ match: { path: '/oauth/token' }, reset: true, afterCommit: true, times: 1 });
    expect(await callAtZoom(hub(), 'ben')).toContain('transient');
    expect((await card()).state).toBe('connected');
    expect(await callAtZoom(hub(), 'ben')).toContain('final');
    await Promise.all(Array.from({ length: 5 }, () => callAtZoom(hub(), 'ben')));
    await hub().settle();
    await hub().advance('PT10M');
    const lost = await card();
    expect(lost).toMatchObject({
      state: 'needs_reauth',
      reason: 'revoked',
      actions: ['reconnect', 'disconnect'],
    });
    expect(lost.help?.text).toContain('connect the same account again');
    const mails = await hub().inbox.all();
    expect(mails.map(({ subject }) => subject)).toEqual(['Meridian has lost the connection to your Zoom']);
    await reconnectZoom(hub(), 'ben');
    expect(await card()).toMatchObject({ state: 'connected', accounts: [{}] });
    expect(await callAtZoom(hub(), 'ben')).toBe(200);
    expect(connectionSecrets(hub())).toHaveLength(1);
    await hub().advance('P2D');
    expect(await hub().inbox.all()).toHaveLength(1);
  });

  test('the new pair is in the vault before anybody uses it: a death in between loses nothing', async () => {
    await nearExpiry();
    hub().aws.tables.faults.add({ kind: 'drop', skip: 3, times: 3 });
    await callAtZoom(hub(), 'ben');
    hub().aws.tables.faults.clear();
    processClock.advance(60_000);
    await callAtZoom(hub(), 'ben');
    expect(await callAtZoom(hub(), 'ben')).toBe(200);
    expect((await card()).state).toBe('connected');
  });
});
