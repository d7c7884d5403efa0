import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { RunReply } from '../../events/http/runs.ts';
import { connectZoom, zoomAccountOf } from '../support/connect-zoom.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { GINA, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/zoom';
const AT_ZOOM = { location: { kind: 'zoom' }, guests: [GINA] } as const;
const NEXT_DAY = { start: '2027-01-06T09:00:00Z', end: '2027-01-06T10:00:00Z' };
const Meetings = z.array(z.looseObject({ exists: z.boolean(), account: z.string() }));
const meetings = async () =>
  Meetings.parse((await hub().zoom.state()).meetings).filter(
    ({ exists, account }) => exists && account === zoomAccountOf('ben'),
  );
const receipt = async () => {
  const items = await hub().aws.tables.snapshot();
  const run = items.find(({ pk }) => JSON.stringify(pk).includes('RUN#'));
  const id = JSON.stringify(run).match(/run_[a-z2-7]{26}/u)?.[0] ?? '';
  return hub().ask(RunReply, 'GET', `/v1/runs/${id}`, { user: 'ben' });
};

describe('leaving Zoom with two meetings ahead', { timeout: 60_000 }, () => {
  test.each([
    { at: 'tables', kind: 'drop', skip: 30 },
    // The removal of one meeting, the list, and the end of the grant.
    { at: 'zoom', kind: 'drop', skip: 0 },
    { at: 'zoom', kind: 'cut', skip: 1 },
    { at: 'zoom', kind: 'cut', skip: 3 },
  ] as const)(
    'counts and tells everything once where the hub dies: $kind at call $skip to $at',
    async (death) => {
      await connectZoom(hub(), 'ben');
      await book(hub(), AT_ZOOM);
      await book(hub(), { ...AT_ZOOM, ...NEXT_DAY });
      await hub().settle();
      hub().inbox.clear();
      if (death.at === 'tables') await killAt(hub(), death);
      else {
        const afterCommit = death.kind === 'cut';
        await hub().zoom.fault({ match: {}, reset: true, afterCommit, skip: death.skip, times: 1 });
      }
      await insist(() => hub().call('DELETE', CARD, { user: 'ben' }));
      await hub().settle();
      await hub().advance('PT3M');
      await noMoreDeaths(hub());
      await hub().advance('PT10M');
      expect(await receipt()).toMatchObject({
        state: 'done',
        result: { grant: 'revoked', released: 2, removed: 2, couldNotRemove: 0, guestsTold: 2 },
      });
      expect(await meetings()).toEqual([]);
      expect((await told(hub())).filter((line) => line.startsWith(GINA.email))).toHaveLength(2);
      expect(await endFaults(hub())).toEqual([]);
    },
  );

  test('while a meeting is being made: it is undone, and the same account can come back at once', async () => {
    await connectZoom(hub(), 'ben');
    await hub().zoom.fault({ match: { method: 'POST', path: '/meetings$' }, delayMs: 300, times: 1 });
    await book(hub(), AT_ZOOM);
    await hub().call('DELETE', CARD, { user: 'ben' });
    await hub().settle();
    await hub().advance('PT5M');
    expect(await receipt()).toMatchObject({ state: 'done', result: { grant: 'revoked' } });
    expect(await meetings()).toEqual([]);
    await connectZoom(hub(), 'ben');
    await hub().advance('PT1M');
    expect(await meetings()).toHaveLength(1);
    expect(await endFaults(hub())).toEqual([]);
  });
});
