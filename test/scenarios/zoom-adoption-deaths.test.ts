import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { connectZoom, zoomAccountOf } from '../support/connect-zoom.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { useHub } from '../support/hub.ts';
import { callAtZoom } from '../support/zoom-lambda.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/zoom';

/** Where Zoom leads Chloe back to after she has consented with Ben's account. */
const consentWithBens = async (user: string): Promise<string> => {
  const body = { returnUrl: 'http://127.0.0.1/app' };
  const started = z.looseObject({ authorizeUrl: z.url() });
  const { authorizeUrl } = await hub().ask(started, 'POST', `${CARD}/connect`, { user, body });
  return hub().zoom.consent({ authorizeUrl, account: zoomAccountOf('ben') });
};

/** The hub dies at one call to its surroundings: before it counts (`drop`), or after (`cut`). The SDK tries three times. */
const killAt = async (
  at: 'tables' | 'secrets' | 'zoom',
  kind: 'drop' | 'cut',
  skip: number,
): Promise<void> => {
  if (at === 'zoom')
    return hub().zoom.fault({ match: {}, reset: true, afterCommit: kind === 'cut', skip, times: 1 });
  hub().aws[at].faults.add({ kind, skip, times: 3 });
};

const noMoreDeaths = async (): Promise<void> => {
  hub().aws.tables.faults.clear();
  hub().aws.secrets.faults.clear();
  await hub().zoom.clearFaults();
};

const steps = (at: 'tables' | 'secrets' | 'zoom', skips: readonly number[]) =>
  skips.flatMap((skip) => (['drop', 'cut'] as const).map((kind) => ({ at, kind, skip })));

/** The calls to the tables that write. */
const WRITES = [2, 6, 12, 15, 19];

describe('somebody consents with an account that another one has, and the hub dies', () => {
  test.each([...steps('tables', WRITES), ...steps('secrets', [0, 1]), ...steps('zoom', [1])])(
    'at $at, $kind after $skip calls: its owner keeps working, and nobody else has anything',
    async ({ at, kind, skip }) => {
      await connectZoom(hub(), 'ben');
      const back = await consentWithBens('chloe');
      await killAt(at, kind, skip);
      await hub().call('GET', back);
      await noMoreDeaths();
      await hub().advance('PT4M');
      expect(await callAtZoom(hub(), 'ben')).toBe(200);
      await hub().advance('PT1H');
      expect(await callAtZoom(hub(), 'ben')).toBe(200);
      expect(connectionSecrets(hub())).toHaveLength(1);
      expect((await hub().zoom.state()).grants).toHaveLength(1);
      const card = await hub().ask(Card, 'GET', CARD, { user: 'chloe' });
      expect(card).toMatchObject({ state: 'not_connected', accounts: [] });
    },
  );
});
