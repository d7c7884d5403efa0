import { describe, expect, it } from 'vitest';
import { deliverTwice } from '../support/deliver-twice.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { GINA, told } from '../support/meeting.ts';
import { order } from '../support/order.ts';
import { bookSeries, cancelScope, meetingsOf } from '../support/series.ts';

const hub = useHub();
const HUGO = { email: 'hugo@example.org', name: 'Hugo' };
const confirmed = (...addresses: readonly string[]) =>
  addresses.map((address) => `${address}: Confirmed: Intro call (4 meetings)`).toSorted();

describe('mails about a series in foul weather', { timeout: 60_000 }, () => {
  it('wait while the mail service asks for patience, and come once', async () => {
    hub().aws.ses.faults.add({ kind: 'throttle', times: 7 });
    await bookSeries(hub(), { guests: [GINA] });
    await hub().advance('PT10M');
    expect(await told(hub())).toEqual(confirmed('ben@acme.example', GINA.email));
    expect(await endFaults(hub())).toEqual([]);
  });

  it('go to others where one address is refused, and every meeting shows it', async () => {
    hub().aws.ses.faults.add({ kind: 'reject', about: GINA.email, times: 9 });
    const { series } = await bookSeries(hub(), { guests: [GINA, HUGO] });
    await hub().advance('PT10M');
    expect(await told(hub())).toEqual(confirmed('ben@acme.example', HUGO.email));
    const states = (await meetingsOf(hub(), series.id)).map(({ guests }) =>
      guests.map(({ mail }) => mail?.state),
    );
    expect(states).toEqual(Array(4).fill(['failed', 'sent']));
    expect(await endFaults(hub())).toEqual([]);
  });

  it.each(['drop', 'cut'] as const)(
    'are lost by no worker who dies at any note of them (%s)',
    async (kind) => {
      for (const skip of [0, 1, 2]) {
        const about = '"sending"';
        hub().aws.tables.faults.add({
          kind,
          operation: 'TransactWriteItems',
          about,
          skip: skip * 3,
          times: 3,
        });
      }
      const { id } = await bookSeries(hub(), { guests: [GINA] });
      await hub().advance('PT30M');
      hub().aws.tables.faults.clear();
      await hub().advance('PT10M');
      const mails = await told(hub());
      expect(new Set(mails)).toEqual(new Set(confirmed('ben@acme.example', GINA.email)));
      expect(mails.length).toBeLessThanOrEqual(4);
      hub().inbox.clear();
      await cancelScope(hub(), id, 'all');
      await hub().settle();
      expect(await told(hub())).toHaveLength(2);
      expect(await endFaults(hub())).toEqual([]);
    },
  );

  it('come once though every message is delivered twice', async () => {
    const end = deliverTwice(hub());
    await bookSeries(hub(), { guests: [GINA] });
    await hub().advance('PT5M');
    end();
    expect(await told(hub())).toEqual(confirmed('ben@acme.example', GINA.email));
    expect(await endFaults(hub())).toEqual([]);
  });

  it('tell nobody where an admin wants it so', async () => {
    const body = order({ recurrence: { freq: 'daily', count: 3 }, guests: [GINA], notify: 'none' });
    expect(await hub().call('POST', '/v1/bookings', { user: 'ada', body })).toMatchObject({ status: 201 });
    await hub().advance('PT5M');
    expect(await told(hub())).toEqual([]);
    expect(await endFaults(hub())).toEqual([]);
  });
});
