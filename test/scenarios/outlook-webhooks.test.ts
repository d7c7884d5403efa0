import { describe, expect, it } from 'vitest';
import { calendarNamed, choose } from '../support/calendars.ts';
import { connectOutlook, outlookAccountOf } from '../support/connect-outlook.ts';
import { useHub } from '../support/hub.ts';
import { inOutlook } from '../support/outlook.ts';
import {
  changeOf,
  deliver,
  graphCalls,
  imported,
  mark,
  subscriptionOf,
  subscriptions,
} from '../support/outlook-news.ts';

const hub = useHub();
const at = (hour: number) => ({
  start: { dateTime: `2027-01-05T${hour}:00:00`, timeZone: 'UTC' },
  end: { dateTime: `2027-01-05T${hour}:30:00`, timeZone: 'UTC' },
});
const enter = async (user: string, subject: string) => {
  await (await inOutlook(hub(), user)).add({ subject, ...at(12) });
  await hub().settle();
};
const reads = (calls: readonly string[]) => calls.filter((call) => call.startsWith('GET '));

describe("a proof of the hub's addresses", { timeout: 60_000 }, () => {
  it.each(['/webhooks/microsoft', '/webhooks/microsoft/lifecycle'])(
    'is given at %s at once',
    async (path) => {
      const proof = 'Validation: <b>Request-Id</b> + 100% & více';
      const { status, headers, body } = await hub().call(
        'POST',
        `${path}?validationToken=${encodeURIComponent(proof)}`,
        { headers: { 'content-type': 'text/plain; charset=utf-8' } },
      );
      expect([status, body]).toEqual([200, proof]);
      expect(headers).toMatchObject({
        'content-type': expect.stringMatching(/^text\/plain/u),
        'x-content-type-options': 'nosniff',
      });
      expect(await hub().settle()).toBe(0);
    },
  );
});

describe('a notification of a mailbox', { timeout: 60_000 }, () => {
  it('brings what was entered there, within the moment', async () => {
    await connectOutlook(hub(), 'ben');
    await enter('ben', 'Dentist');
    expect(await imported(hub(), 'ben')).toEqual(['Dentist']);
  });

  it('brings what was entered in another of its calendars, of which nothing else is told', async () => {
    await hub().microsoft.account({
      email: outlookAccountOf('ben'),
      name: 'ben',
      calendars: [{ name: 'Team' }],
    });
    await connectOutlook(hub(), 'ben');
    await choose(hub(), 'Team', { busy: true });
    await hub().advance('PT2M');
    const ben = await hub().microsoft.as(outlookAccountOf('ben'));
    const { value } = await ben('GET', '/v1.0/me/calendars');
    const team = (value as { id: string; name: string }[]).find(({ name }) => name === 'Team');
    await ben('POST', `/v1.0/me/calendars/${team?.id}/events`, { subject: 'Team lunch', ...at(13) });
    await hub().settle();
    expect(await imported(hub(), 'ben')).toEqual(['Team lunch']);
    expect(await subscriptions(hub())).toHaveLength(1);
    expect(await calendarNamed(hub(), 'Team')).toMatchObject({ busy: true });
  });

  it('may tell of several people at once, and of each several times', async () => {
    for (const user of ['ada', 'ben']) await connectOutlook(hub(), user);
    await hub().microsoft.control('notifications', { batchMs: 1000, repeats: 4 });
    for (const user of ['ada', 'ben']) await (await inOutlook(hub(), user)).add({ subject: user, ...at(12) });
    const from = await mark(hub());
    await hub().advance('PT10S');
    expect(await imported(hub(), 'ada')).toEqual(['ada']);
    expect(await imported(hub(), 'ben')).toEqual(['ben']);
    expect(reads(await graphCalls(hub(), from)).length).toBeLessThanOrEqual(4);
  });

  it('that is forged is refused and causes nothing, beside a genuine one as well', async () => {
    for (const user of ['ada', 'ben']) await connectOutlook(hub(), user);
    await hub().advance('PT2M');
    const [ada, ben] = [await subscriptionOf(hub(), 'ada'), await subscriptionOf(hub(), 'ben')];
    const from = await mark(hub());
    const forged = changeOf(ben, { clientState: `${ben.clientState.slice(0, -1)}x` });
    expect(await deliver(hub(), [forged, forged])).toBe(401);
    expect(
      await deliver(hub(), [{ ...forged, lifecycleEvent: 'missed' }], '/webhooks/microsoft/lifecycle'),
    ).toBe(401);
    expect(await hub().settle()).toBe(0);
    expect(await deliver(hub(), [forged, changeOf(ada), null])).toBe(202);
    expect(await hub().settle()).toBe(1);
    expect(await graphCalls(hub(), from)).toEqual(['GET me/calendarView/delta 200']);
  });

  it('[SYNC-13] that never comes with the right state is none, and the change shows within the hour', async () => {
    await connectOutlook(hub(), 'ben');
    await hub().microsoft.control('notifications', { forged: true });
    await enter('ben', 'Dentist');
    expect(await imported(hub(), 'ben')).toEqual([]);
    await hub().advance('PT1H');
    expect(await imported(hub(), 'ben')).toEqual(['Dentist']);
  });

  it.each(['{"value":[{"subscriptionId":"', '', '[]', 'validationToken=me', '{"value":{}}'])(
    'that is %j is refused',
    async (body) => {
      const headers = { 'content-type': 'application/json' };
      const { status } = await hub().call('POST', '/webhooks/microsoft', { headers, body });
      expect(status).toBe(401);
    },
  );

  it('that could not be queued is sent by Microsoft again', async () => {
    await connectOutlook(hub(), 'ben');
    hub().aws.queueServer.faults.add({ kind: 'fail', operation: 'SendMessageBatch', times: 3 });
    await enter('ben', 'Dentist');
    expect(await imported(hub(), 'ben')).toEqual([]);
    await hub().advance('PT1M');
    expect(await imported(hub(), 'ben')).toEqual(['Dentist']);
  });

  it('of a subscription that nobody knows ends that one, once', async () => {
    await connectOutlook(hub(), 'ben');
    await hub().advance('PT2M');
    const known = await subscriptionOf(hub(), 'ben');
    const from = await mark(hub());
    for (let times = 0; times < 3; times += 1)
      expect(await deliver(hub(), [changeOf(known, { subscriptionId: 'stray' })])).toBe(202);
    await hub().settle();
    expect(await graphCalls(hub(), from)).toEqual(['DELETE subscriptions/stray 404']);
    expect(await subscriptionOf(hub(), 'ben')).toEqual(known);
  });

  it('of a mailbox that was disconnected is acknowledged and causes no call', async () => {
    await connectOutlook(hub(), 'ben');
    const old = await subscriptionOf(hub(), 'ben');
    await hub().call('DELETE', '/v1/me/integrations/outlook_calendar', { user: 'ben' });
    await hub().advance('PT3M');
    expect(await subscriptions(hub())).toEqual([]);
    const from = await mark(hub());
    expect(await deliver(hub(), [changeOf(old)])).toBe(202);
    await hub().settle();
    expect(await graphCalls(hub(), from)).toEqual([]);
    await connectOutlook(hub(), 'ben');
    expect((await subscriptionOf(hub(), 'ben')).clientState).not.toBe(old.clientState);
  });
});
