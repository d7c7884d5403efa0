import { describe, expect, test } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, GINA, inGoogle, meeting, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const meet = () => book(hub(), { location: { kind: 'google_meet' }, guests: [GINA] });

describe('timers and questions', { timeout: 60_000 }, () => {
  test('what was deleted while a cursor was dead is found, also when the questions could not be sent at once', async () => {
    const { id, eventId } = await meeting(hub());
    await hub().advance('PT3M');
    await hub().google.webhooks({ mode: 'drop' });
    await (await inGoogle(hub(), 'ben')).remove(eventId);
    await hub().google.control('expire-sync-tokens', { account: accountOf('ben') });
    hub().aws.queueServer.faults.add({
      kind: 'fail',
      operation: 'SendMessageBatch',
      about: '\\"kind\\":\\"events\\"',
      times: 3,
    });
    await hub().advance('PT3H');
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect(hub().dlq('sync')).toBe(0);
  });

  test('a link is asked for although the first note to do so was lost', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().google.webhooks({ mode: 'drop' });
    hub().aws.tables.faults.add({ kind: 'drop', operation: 'PutItem', about: 'recheck', times: 3 });
    const { id } = await meet();
    await hub().advance('PT10M');
    expect((await readBooking(hub(), id)).conference).toMatchObject({ state: 'ready' });
  });

  test('nothing is asked for ever of a calendar that was left, or connected anew', async () => {
    await connectGoogle(hub(), 'ben');
    await meet();
    await hub().settle();
    await connectGoogle(hub(), 'ben');
    await hub().call('DELETE', CARD, { user: 'ben' });
    await hub().advance('PT3H');
    expect(await endFaults(hub())).toEqual([]);
  });
});
