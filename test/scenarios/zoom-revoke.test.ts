import { expect, test } from 'vitest';
import * as z from 'zod';
import { RunReply } from '../../events/http/runs.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/zoom';

const grants = async () => (await hub().zoom.state()).grants;

test.each([
  ['is still good', 'PT1M'],
  ['has ended', 'PT2H'],
])('the grant is given back when its access token %s, though Zoom fails in between', async (_, age) => {
  await connectZoom(hub(), 'ben');
  await hub().advance(age);
  await hub().zoom.fault({ match: { path: '/oauth/revoke' }, status: 502, body: 'bad gateway', times: 2 });
  const { run } = await hub().ask(z.object({ run: RunReply }), 'DELETE', CARD, { user: 'ben' });
  await hub().advance('PT10M');
  const { state, result } = await hub().ask(RunReply, 'GET', `/v1/runs/${run.id}`, { user: 'ben' });
  expect({ state, result }).toMatchObject({ state: 'done', result: { grant: 'revoked' } });
  expect(await grants()).toEqual([]);
  expect(await endFaults(hub())).toEqual([]);
});
