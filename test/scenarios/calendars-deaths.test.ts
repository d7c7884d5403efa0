import { describe, expect, test } from 'vitest';
import { addTo, calendarId, calendarNamed, choose, LIST, shareCalendars } from '../support/calendars.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { deliverTwice } from '../support/deliver-twice.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { accountOf, readBooking } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const BEN = accountOf('ben');
const NOON = ['2027-01-05T12:00:00Z', '2027-01-05T13:00:00Z'] as const;

const recover = async (): Promise<void> => {
  await hub().settle();
  await hub().advance('PT3M');
  await noMoreDeaths(hub());
  await hub().advance('PT90M');
};
const channels = async () => (await hub().google.state()).channels.map(({ calendar }) => calendar).toSorted();
const feeds = async () =>
  (await storedItems(hub(), 'FEED#')).map(({ sk }) => String(sk).split('#')[0]).toSorted();
const bookAtNoon = async () => {
  const body = order({ start: NOON[0], end: NOON[1] });
  return (await hub().call('POST', '/v1/bookings', { user: 'ben', body })).status;
};

const CHOOSING = deaths({ tables: [5], queues: [0], secrets: [], google: [0] });
const VANISHING = deaths({ tables: [10], queues: [], secrets: [], google: [1] });

describe('the hub dies at one step and goes on', { timeout: 60_000 }, () => {
  test.each(CHOOSING)(
    'a calendar is ticked and unticked: $kind at call $skip to $at leaves it read, then not',
    async (death) => {
      await shareCalendars(hub(), BEN, [{ name: 'Team' }]);
      await connectGoogle(hub(), 'ben');
      const { id } = await calendarNamed(hub(), 'Team');
      const tick = (busy: boolean) =>
        insist(() => hub().call('PATCH', `${LIST}/${id}`, { user: 'ben', body: { busy } }));
      await killAt(hub(), death);
      await tick(true);
      await recover();
      // A channel whose opening was never heard of is stopped at its first push.
      await addTo(hub(), 'Team', NOON);
      expect(await channels()).toEqual([BEN, calendarId('Team')].toSorted());
      expect(await bookAtNoon()).toBe(409);
      await killAt(hub(), death);
      await tick(false);
      await recover();
      expect(await channels()).toEqual([BEN]);
      expect(await feeds()).toEqual(['FEED']);
      expect(await bookAtNoon()).toBe(201);
      await hub().settle();
      expect(await endFaults(hub())).toEqual([]);
    },
  );

  test.each(VANISHING)(
    'a target vanishes: $kind at call $skip to $at leaves one event, in the main calendar',
    async (death) => {
      await shareCalendars(hub(), BEN, [{ name: 'Team' }]);
      await connectGoogle(hub(), 'ben');
      await choose(hub(), 'Team', { target: true });
      await shareCalendars(hub(), BEN, [{ name: 'Team', role: null }]);
      const { id } = await book(hub(), { location: { kind: 'google_meet' } });
      await killAt(hub(), death);
      await recover();
      const { events } = await hub().google.state();
      expect(events.map(({ calendar }) => calendar)).toEqual([BEN]);
      expect((await readBooking(hub(), id)).conference).toMatchObject({ state: 'ready' });
      expect(await channels()).toEqual([BEN]);
      expect(await endFaults(hub())).toEqual([]);
    },
  );

  test('every message delivered twice is one feed and one channel', async () => {
    await shareCalendars(hub(), BEN, [{ name: 'Team' }]);
    await connectGoogle(hub(), 'ben');
    const end = deliverTwice(hub());
    await choose(hub(), 'Team', { busy: true, target: true });
    expect(await channels()).toEqual([BEN, calendarId('Team')].toSorted());
    await shareCalendars(hub(), BEN, [{ name: 'Team', role: null }]);
    await book(hub());
    await hub().settle();
    end();
    expect(await channels()).toEqual([BEN]);
    expect(await endFaults(hub())).toEqual([]);
  });
});
