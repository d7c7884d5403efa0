import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Card, DisconnectPreview } from '../../events/http/integrations.ts';
import { RunReply } from '../../events/http/runs.ts';
import { connectOutlook, outlookAccountOf } from '../support/connect-outlook.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { GINA, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { inOutlook, outlookEvents } from '../support/outlook.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/outlook_calendar';
const NEXT_DAY = { start: '2027-01-06T09:00:00Z', end: '2027-01-06T10:00:00Z' };
const TEAMS = { location: { kind: 'teams' }, guests: [GINA] };

const card = (platform = 'outlook_calendar') =>
  hub().ask(Card, 'GET', `/v1/me/integrations/${platform}`, { user: 'ben' });
const off = async (query = '') => {
  const { run } = await hub().ask(z.object({ run: RunReply }), 'DELETE', `${CARD}${query}`, { user: 'ben' });
  return run.id;
};
const receipt = (id: string) => hub().ask(RunReply, 'GET', `/v1/runs/${id}`, { user: 'ben' });
const rows = async () => (await storedItems(hub(), 'FEED#')).filter(({ sk }) => sk !== 'FEED');
const subjects = async () => (await outlookEvents(hub(), 'ben')).map(({ subject }) => subject).toSorted();

/** Ben has something of his own in Outlook, a Teams call on Tuesday and a visit on Wednesday. */
const busyBen = async () => {
  await connectOutlook(hub(), 'ben');
  const { add } = await inOutlook(hub(), 'ben');
  await add({
    subject: 'Dentist',
    start: { dateTime: '2027-01-07T08:00:00', timeZone: 'UTC' },
    end: { dateTime: '2027-01-07T09:00:00', timeZone: 'UTC' },
  });
  const { id } = await book(hub(), { title: 'Call', ...TEAMS });
  await book(hub(), { title: 'Visit', ...NEXT_DAY });
  await hub().settle();
  await hub().advance('PT2M');
  hub().inbox.clear();
  return id;
};

describe('leaving Outlook', { timeout: 60_000 }, () => {
  test('[SYNC-16] takes away what the sync made on both sides, and leaves what is theirs', async () => {
    const id = await busyBen();
    expect(await subjects()).toEqual(['Call', 'Dentist', 'Visit']);
    expect((await hub().microsoft.state()).subscriptions).toHaveLength(1);
    const preview = await hub().ask(DisconnectPreview, 'DELETE', `${CARD}?dryRun=true`, { user: 'ben' });
    expect(preview).toMatchObject({ events: 2, bookingsAffected: 2, bookingsLosingLink: 1 });
    expect(preview.platforms).toEqual(['outlook_calendar', 'microsoft_teams']);
    const run = await off();
    await hub().advance('PT15M');
    expect(await subjects()).toEqual(['Dentist']);
    expect(await rows()).toEqual([]);
    expect((await hub().microsoft.state()).subscriptions).toEqual([]);
    expect(connectionSecrets(hub())).toEqual([]);
    expect((await card()).state).toBe('not_connected');
    expect(await receipt(run)).toMatchObject({
      state: 'done',
      result: {
        ...{
          removed: 2,
          released: 2,
          couldNotRemove: 0,
          channelsStopped: 1,
          importedRemoved: 1,
          guestsTold: 1,
        },
        ...{ grant: 'stands', help: { url: 'https://myapps.microsoft.com' } },
      },
    });
    expect(await readBooking(hub(), id)).toMatchObject({
      status: 'confirmed',
      conference: { kind: 'teams', state: 'pending' },
    });
    expect((await told(hub())).filter((line) => line.startsWith(GINA.email))).toHaveLength(1);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('[SYNC-16] takes past events away as well, and those that were moved to another of its calendars', async () => {
    const account = outlookAccountOf('ben');
    await hub().microsoft.account({ email: account, name: 'ben', calendars: [{ name: 'Private' }] });
    await busyBen();
    const [call] = (await outlookEvents(hub(), 'ben')).filter(({ subject }) => subject === 'Call');
    await hub().microsoft.control('move-event', { account, event: String(call?.id), calendar: 'Private' });
    await hub().advance('P1DT12H');
    const run = await off();
    await hub().advance('PT15M');
    expect(await subjects()).toEqual(['Dentist']);
    expect((await receipt(run)).result).toMatchObject({ removed: 2, couldNotRemove: 0 });
  });

  test('with bookings=cancel they are cancelled, and everybody is told', async () => {
    const id = await busyBen();
    const run = await off('?bookings=cancel');
    await hub().advance('PT5M');
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect((await receipt(run)).result).toMatchObject({ cancelled: 2, removed: 2, guestsTold: 1 });
    expect(await subjects()).toEqual(['Dentist']);
    expect(await hub().inbox.to(GINA.email)).toHaveLength(1);
  });

  test('waits out throttling, as long as Microsoft asks for, and ends when it is over', async () => {
    await busyBen();
    await hub().microsoft.fault({
      match: { method: 'DELETE', path: '/events/' },
      ...{ status: 429, headers: { 'retry-after': '120' }, times: 1 },
    });
    const run = await off();
    await hub().settle();
    expect((await receipt(run)).state).toBe('running');
    await hub().advance('PT15M');
    expect((await receipt(run)).state).toBe('done');
    expect(await subjects()).toEqual(['Dentist']);
  });

  test.each([
    ['the access was taken away', { revoke: 'consent' }],
    ['the mailbox is gone', { mailbox: 'none' }],
  ])('says what could not be removed where %s', async (_, { revoke, mailbox }: Record<string, string>) => {
    await busyBen();
    const account = outlookAccountOf('ben');
    if (mailbox) await hub().microsoft.account({ email: account, name: 'ben', mailbox });
    if (revoke) {
      await hub().microsoft.control('revoke', { account, how: revoke });
      await hub().advance('PT75M');
    }
    const run = await off();
    await hub().advance('PT15M');
    expect(await receipt(run)).toMatchObject({ state: 'done', result: { removed: 0, couldNotRemove: 2 } });
    expect((await card()).state).toBe('not_connected');
    expect(await rows()).toEqual([]);
    expect(connectionSecrets(hub())).toEqual([]);
    expect(hub().dlq('provision')).toBe(0);
  });

  test('finds an event by its mark whose creation nobody has heard of', async () => {
    await busyBen();
    await hub().microsoft.fault({
      match: { method: 'POST', path: '/events$' },
      ...{ reset: true, afterCommit: true, times: 1 },
    });
    await book(hub(), { title: 'Lost', ...{ start: '2027-01-08T09:00:00Z', end: '2027-01-08T10:00:00Z' } });
    await hub().settle();
    expect(await subjects()).toContain('Lost');
    const run = await off();
    await hub().advance('PT15M');
    expect((await receipt(run)).result).toMatchObject({ removed: 3 });
    expect(await subjects()).toEqual(['Dentist']);
    expect(await endFaults(hub())).toEqual([]);
  });
});

const steps = [
  ...[8, 24, 40].map((skip) => ({ at: 'tables', kind: 'drop', skip }) as const),
  ...[0, 2, 4].map((skip) => ({ at: 'microsoft', kind: 'cut', skip }) as const),
  { at: 'queues', kind: 'drop', skip: 0 } as const,
];

describe('leaving Outlook with two meetings ahead', { timeout: 60_000 }, () => {
  test.each(steps)(
    'is counted and told once where the hub dies: $kind at call $skip to $at',
    async (death) => {
      await busyBen();
      await killAt(hub(), death);
      await insist(() => hub().call('DELETE', CARD, { user: 'ben' }));
      await hub().settle();
      await hub().advance('PT3M');
      await noMoreDeaths(hub());
      await hub().advance('PT12M');
      const [run] = await storedItems(hub(), 'RUN#');
      expect(await receipt(String(run?.id))).toMatchObject({
        state: 'done',
        result: { grant: 'stands', released: 2, removed: 2, couldNotRemove: 0, guestsTold: 1 },
      });
      expect(await subjects()).toEqual(['Dentist']);
      expect(await hub().inbox.to(GINA.email)).toHaveLength(1);
      expect(await endFaults(hub())).toEqual([]);
    },
  );
});
