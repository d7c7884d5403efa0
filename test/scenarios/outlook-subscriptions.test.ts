import { describe, expect, it } from 'vitest';
import { RunStarted } from '../../events/http/runs.ts';
import { connectOutlook, outlookAccountOf, reconnectOutlook } from '../support/connect-outlook.ts';
import { useHub } from '../support/hub.ts';
import { deaths, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { inOutlook } from '../support/outlook.ts';
import {
  changeOf,
  deliver,
  graphCalls,
  imported,
  leap,
  mark,
  subscriptionOf,
  subscriptions,
} from '../support/outlook-news.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/outlook_calendar';
const BEN = outlookAccountOf('ben');
const NOON = {
  start: { dateTime: '2027-01-20T12:00:00', timeZone: 'UTC' },
  end: { dateTime: '2027-01-20T13:00:00', timeZone: 'UTC' },
};
const ofBen = () => subscriptionOf(hub(), 'ben');
const enter = async (subject: string) => {
  await (await inOutlook(hub(), 'ben')).add({ subject, ...NOON });
  await hub().settle();
};
const order = (name: string, over: Record<string, unknown> = {}) =>
  hub().microsoft.control(name, { account: BEN, ...over });
const tell = async (event: string) => {
  await order('lifecycle', { event });
  await hub().settle();
};
const hoursLeft = async () => (Date.parse((await ofBen()).expirationDateTime) - Date.now()) / 3_600_000;
const ABOUT = /subscriptions/u;
const aboutSubscriptions = async (from: number) =>
  (await graphCalls(hub(), from)).filter((call) => ABOUT.test(call));

describe('the subscription of a mailbox', { timeout: 60_000 }, () => {
  it('names both of our addresses, and lives for less than three days at first', async () => {
    await connectOutlook(hub(), 'ben');
    const { notificationUrl, lifecycleUrl } = await ofBen();
    expect(notificationUrl).toMatch(/\/webhooks\/microsoft\?for=\w+$/u);
    expect(lifecycleUrl).toMatch(/\/webhooks\/microsoft\/lifecycle\?for=\w+$/u);
    expect(await hoursLeft()).toBe(70);
  });

  it('is the same one after six days, and never had less than forty hours to live', async () => {
    await connectOutlook(hub(), 'ben');
    const { id } = await ofBen();
    const from = await mark(hub());
    for (let day = 1; day <= 6; day += 1) {
      await leap(hub(), 24);
      expect(await hoursLeft()).toBeGreaterThanOrEqual(40);
    }
    expect((await ofBen()).id).toBe(id);
    const calls = await aboutSubscriptions(from);
    expect(new Set(calls)).toEqual(new Set(['PATCH subscriptions/{id} 200']));
    expect(calls.length).toBeGreaterThanOrEqual(3);
    await enter('On the seventh day');
    expect(await imported(hub(), 'ben')).toEqual(['On the seventh day']);
  });

  it.each([
    [{ longestSubscriptionMinutes: 4230, tooLongSubscription: 'refused' }],
    [{ longestSubscriptionMinutes: 1440, tooLongSubscription: 'cut', handshakeOnRenewal: true }],
    [{ duplicateSubscription: 'allowed' }],
  ])('lives on where Microsoft does %j', async (quirks) => {
    await hub().microsoft.control('quirks', quirks);
    await connectOutlook(hub(), 'ben');
    const { id } = await ofBen();
    for (let time = 0; time < 3; time += 1) await leap(hub(), 20);
    expect((await ofBen()).id).toBe(id);
  });

  it('that ended without a word is made anew when it was to be renewed, and what was missed is read', async () => {
    await connectOutlook(hub(), 'ben');
    const { id } = await ofBen();
    await order('expire-subscriptions');
    await enter('Missed');
    await leap(hub(), 30);
    expect((await ofBen()).id).not.toBe(id);
    expect(await imported(hub(), 'ben')).toEqual(['Missed']);
    await enter('Told');
    expect(await imported(hub(), 'ben')).toEqual(['Missed', 'Told']);
  });

  it('whose making was not answered is ended, and another one made', async () => {
    await hub().microsoft.fault({
      match: { method: 'POST', path: '/subscriptions' },
      reset: true,
      afterCommit: true,
    });
    await connectOutlook(hub(), 'ben');
    const { id } = await ofBen();
    await hub().advance('PT3M');
    const now = await ofBen();
    expect(now.id).not.toBe(id);
    await enter('Told');
    expect(await imported(hub(), 'ben')).toEqual(['Told']);
  });

  it('whose making was not answered tells of itself, is ended, and what it told of is read', async () => {
    await hub().microsoft.fault({
      match: { method: 'POST', path: '/subscriptions' },
      reset: true,
      afterCommit: true,
    });
    await connectOutlook(hub(), 'ben');
    await enter('Told by a stray');
    expect(await subscriptions(hub())).toEqual([]);
    expect(await imported(hub(), 'ben')).toEqual(['Told by a stray']);
    await hub().advance('PT3M');
    expect(await subscriptions(hub())).toHaveLength(1);
  });

  it('is asked for again, less and less often, while our address gives no proof', async () => {
    await hub().microsoft.fault({
      match: { method: 'POST', path: '/subscriptions' },
      status: 400,
      body: { error: { code: 'InvalidRequest', message: 'Subscription validation request timed out.' } },
      times: 4,
    });
    await connectOutlook(hub(), 'ben');
    const from = await mark(hub());
    await hub().advance('PT20M');
    expect(await aboutSubscriptions(from)).toEqual([
      ...Array.from({ length: 3 }, () => 'POST subscriptions 400'),
      'POST subscriptions 201',
    ]);
  });

  it('of somebody else’s hub user for the same account is left alone; the clock reads then', async () => {
    await connectOutlook(hub(), 'ben');
    const first = await ofBen();
    await connectOutlook(hub(), 'hana', { email: BEN });
    expect(await subscriptions(hub())).toEqual([first]);
    await enter('Seen by both');
    expect(await imported(hub(), 'ben')).toEqual(['Seen by both']);
    await hub().advance('PT1H');
    expect(await imported(hub(), 'hana')).toEqual(['Seen by both']);
    await hub().call('DELETE', CARD, { user: 'ben' });
    await hub().advance('PT3M');
    await leap(hub(), 25);
    expect((await ofBen()).clientState).not.toBe(first.clientState);
  });

  it('ends with its connection, and a connection made anew has one', async () => {
    await connectOutlook(hub(), 'ben');
    const { id } = await ofBen();
    await reconnectOutlook(hub(), 'ben');
    await hub().advance('PT3M');
    const second = await ofBen();
    expect(second.id).not.toBe(id);
    const started = await hub().ask(RunStarted, 'DELETE', CARD, { user: 'ben' });
    await hub().advance('PT3M');
    expect(await subscriptions(hub())).toEqual([]);
    expect(await hub().call('GET', `/v1/runs/${started.run.id}`, { user: 'ben' })).toMatchObject({
      body: { state: 'done', counts: { channelsStopped: 1 } },
    });
  });
});

describe('what Microsoft says of a subscription', { timeout: 60_000 }, () => {
  it('reauthorizationRequired: it is renewed at once, once, and what was lost meanwhile is read', async () => {
    await connectOutlook(hub(), 'ben');
    await leap(hub(), 1);
    await hub().microsoft.webhooks({ mode: 'hold' });
    await order('lifecycle', { event: 'reauthorizationRequired' });
    await enter('While it was paused');
    const from = await mark(hub());
    await hub().microsoft.webhooks({ mode: 'deliver' });
    await hub().settle();
    expect(await ofBen()).toMatchObject({ isPaused: false });
    expect(await imported(hub(), 'ben')).toEqual(['While it was paused']);
    for (let minute = 0; minute < 2; minute += 1) {
      await tell('missed');
      await hub().advance('PT1M');
    }
    expect(await aboutSubscriptions(from)).toEqual(['PATCH subscriptions/{id} 200']);
  });

  it('reauthorizationRequired every few minutes: it is renewed every ten minutes', async () => {
    await connectOutlook(hub(), 'ben');
    await leap(hub(), 1);
    const from = await mark(hub());
    for (let time = 0; time < 4; time += 1) {
      await tell('reauthorizationRequired');
      await hub().advance('PT4M');
    }
    expect(await aboutSubscriptions(from)).toEqual(
      Array.from({ length: 2 }, () => 'PATCH subscriptions/{id} 200'),
    );
    expect(await ofBen()).toMatchObject({ isPaused: true });
    await hub().advance('PT10M');
    expect(await ofBen()).toMatchObject({ isPaused: false });
  });

  it('subscriptionRemoved: there is a new one at once, once, and what was lost meanwhile is read', async () => {
    await connectOutlook(hub(), 'ben');
    const gone = await ofBen();
    await hub().advance('PT2M');
    await hub().microsoft.webhooks({ mode: 'hold' });
    await order('lifecycle', { event: 'subscriptionRemoved' });
    await enter('While there was none');
    const from = await mark(hub());
    await hub().microsoft.webhooks({ mode: 'duplicate' });
    await hub().settle();
    const { id } = await ofBen();
    expect(id).not.toBe(gone.id);
    expect(await imported(hub(), 'ben')).toEqual(['While there was none']);
    const again = changeOf(gone, { lifecycleEvent: 'subscriptionRemoved', changeType: undefined });
    for (let times = 0; times < 3; times += 1)
      expect(await deliver(hub(), [again], '/webhooks/microsoft/lifecycle')).toBe(202);
    await hub().settle();
    expect(await graphCalls(hub(), from)).toEqual([
      'POST subscriptions 201',
      'GET me/calendarView/delta 200',
    ]);
  });

  it.each(deaths({ tables: [4], microsoft: [0] }))(
    'subscriptionRemoved: there is a new one within minutes though a worker died %j',
    async (death) => {
      await connectOutlook(hub(), 'ben');
      await hub().advance('PT2M');
      await hub().microsoft.webhooks({ mode: 'hold' });
      await order('lifecycle', { event: 'subscriptionRemoved' });
      await enter('While there was none');
      await killAt(hub(), death);
      await hub().microsoft.webhooks({ mode: 'deliver' });
      await hub().settle();
      await noMoreDeaths(hub());
      await hub().advance('PT6M');
      expect(await ofBen()).toMatchObject({ account: BEN });
      await enter('Told');
      expect(await imported(hub(), 'ben')).toEqual(['Told', 'While there was none']);
      expect(hub().dlq('sync')).toBe(0);
    },
  );

  it('missed: the calendars are read', async () => {
    await connectOutlook(hub(), 'ben');
    await hub().advance('PT2M');
    await hub().microsoft.webhooks({ mode: 'drop' });
    await enter('Missed');
    await hub().microsoft.webhooks({ mode: 'deliver' });
    await tell('missed');
    expect(await imported(hub(), 'ben')).toEqual(['Missed']);
  });

  it('removed with the password: who has to connect again is told, and has a new one after it', async () => {
    await connectOutlook(hub(), 'ben');
    const { id } = await ofBen();
    await order('revoke', { how: 'password' });
    await leap(hub(), 2);
    expect(await hub().call('GET', CARD, { user: 'ben' })).toMatchObject({
      body: { state: 'needs_reauth' },
    });
    await reconnectOutlook(hub(), 'ben');
    await hub().advance('PT3M');
    expect((await ofBen()).id).not.toBe(id);
    await enter('After');
    expect(await imported(hub(), 'ben')).toEqual(['After']);
  });
});
