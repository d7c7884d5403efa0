import { describe, expect, it } from 'vitest';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook, outlookAccountOf } from '../support/connect-outlook.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { useHub } from '../support/hub.ts';
import { GINA, liveEvents, readBooking, told } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';
import { outlookEvents, outlookWrites } from '../support/outlook.ts';

const hub = useHub();
const TEAMS = { location: { kind: 'teams' }, guests: [GINA] };
const patch = async (id: string, body: Record<string, unknown>) => {
  const { status } = await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body });
  expect(status).toBe(200);
  await hub().settle();
};
const onTeams = async (over: Record<string, unknown> = {}) => {
  await connectOutlook(hub(), 'ben');
  const { id } = await book(hub(), { ...TEAMS, ...over });
  await hub().settle();
  await hub().advance('PT30S');
  return id;
};
const account = (licence: string) =>
  hub().microsoft.account({ email: outlookAccountOf('ben'), name: 'ben', licence });

describe('a Teams link', { timeout: 60_000 }, () => {
  it('is refused where no host has connected Microsoft', async () => {
    await connectGoogle(hub(), 'ben');
    const { status, body } = await hub().call('POST', '/v1/bookings', { user: 'ben', body: order(TEAMS) });
    expect({ status, body }).toMatchObject({
      status: 409,
      body: { code: 'platform_not_connected', userId: 'ben', platform: 'microsoft_teams' },
    });
  });

  it('is made with the event, told in the one mail, starts the meeting for its host, and survives a move and a new text', async () => {
    const id = await onTeams();
    const { conference } = await readBooking(hub(), id);
    expect(conference).toMatchObject({ kind: 'teams', state: 'ready' });
    expect(await told(hub())).toEqual([
      'ben@acme.example: Confirmed: Intro call',
      'gina@example.org: Confirmed: Intro call',
    ]);
    const start = await hub().call('GET', `/v1/bookings/${id}/start-link`, { user: 'ben' });
    expect(start.body).toMatchObject({ url: conference?.joinUrl });
    const over = { start: '2027-01-06T14:00:00+01:00', end: '2027-01-06T15:00:00+01:00' };
    await patch(id, { ...over, description: 'An agenda' });
    const [event] = await outlookEvents(hub(), 'ben');
    expect(event).toMatchObject({
      start: { dateTime: '2027-01-06T13:00:00.0000000' },
      isOnlineMeeting: true,
      onlineMeeting: { joinUrl: conference?.joinUrl },
      body: { content: expect.stringMatching(/An agenda.*Join the meeting now/su) },
    });
    expect((await readBooking(hub(), id)).conference).toEqual(conference);
  });

  it.each([
    ['deliver', 0],
    ['drop', 1],
  ])('that comes late brings one more mail, whether its push comes or not (%s)', async (mode, rate) => {
    await connectOutlook(hub(), 'ben');
    await account('late');
    await hub().microsoft.webhooks({ mode, ...(rate > 0 && { rate }) });
    const { id } = await book(hub(), TEAMS);
    await hub().settle();
    expect((await readBooking(hub(), id)).conference).toEqual({ kind: 'teams', state: 'pending' });
    await hub().advance('PT3M');
    const { conference } = await readBooking(hub(), id);
    expect(conference).toMatchObject({ kind: 'teams', state: 'ready' });
    const mails = await hub().inbox.all();
    expect(mails.filter(({ text }) => text.includes(conference?.joinUrl ?? 'no link'))).toHaveLength(2);
  });

  it.each(['none', 'refused'])(
    'that the account cannot make leaves the booking standing, and its host is told once why (licence %s)',
    async (licence) => {
      await connectOutlook(hub(), 'ben');
      await account(licence);
      const { id } = await book(hub(), TEAMS);
      await hub().settle();
      await hub().advance('PT1H');
      expect(await readBooking(hub(), id)).toMatchObject({
        status: 'confirmed',
        hosts: [{ calendar: { state: 'synced' } }],
        conference: { kind: 'teams', state: 'failed', reason: 'link_unavailable' },
      });
      expect(await outlookEvents(hub(), 'ben')).toHaveLength(1);
      const mails = await hub().inbox.all();
      expect(mails.map(({ to }) => to.join()).toSorted()).toEqual(['ben@acme.example', 'gina@example.org']);
      const bens = mails.find(({ to }) => to.includes('ben@acme.example'));
      expect(bens?.text).toContain('Teams made no link');
    },
  );

  it('that is never made is given up, and its host is told once', async () => {
    await connectOutlook(hub(), 'ben');
    await account('never');
    const { id } = await book(hub(), TEAMS);
    await hub().settle();
    await hub().advance('PT1H');
    expect((await readBooking(hub(), id)).conference).toEqual({
      kind: 'teams',
      state: 'failed',
      reason: 'link_missing',
    });
    expect(await told(hub())).toEqual([
      'ben@acme.example: Confirmed: Intro call',
      'ben@acme.example: Updated: Intro call',
      'gina@example.org: Confirmed: Intro call',
    ]);
  });

  it('that is given up for another place takes another event with it, which stays one', async () => {
    await connectZoom(hub(), 'ben');
    const id = await onTeams();
    const seen = [(await outlookEvents(hub(), 'ben'))[0]?.id];
    for (const location of [
      { kind: 'zoom' },
      { kind: 'teams', venue: 'Room 4' },
      { kind: 'custom', detail: 'https://meet.example.com/room' },
      { kind: 'in_person', venue: 'Room 5' },
    ]) {
      await patch(id, { location });
      await hub().advance('PT1M');
      const [event, ...others] = await outlookEvents(hub(), 'ben');
      const booking = await readBooking(hub(), id);
      expect(others).toEqual([]);
      expect(event?.isOnlineMeeting).toBe(location.kind === 'teams');
      expect(booking).toMatchObject({
        status: 'confirmed',
        location,
        hosts: [{ calendar: { state: 'synced', eventId: event?.id } }],
      });
      if (booking.conference)
        expect(booking.conference).toMatchObject({ kind: location.kind, state: 'ready' });
      seen.push(event?.id);
    }
    const [teams, zoom, teamsAgain, custom, room] = seen;
    expect(zoom).not.toBe(teams);
    // An event without a link can get one; only one with a link cannot lose it.
    expect(teamsAgain).toBe(zoom);
    expect(custom).not.toBe(teamsAgain);
    expect(room).toBe(custom);
    const mark = (await hub().microsoft.state()).calls.length;
    await hub().advance('PT2H');
    expect(await outlookWrites(hub(), mark)).toEqual([]);
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
  });

  it('and one of Meet give way to each other between hosts of Microsoft and Google', async () => {
    await connectGoogle(hub(), 'ben');
    await connectOutlook(hub(), 'ada');
    const { id } = await book(hub(), { hosts: ['ben', 'ada'], location: { kind: 'google_meet' } });
    await hub().settle();
    for (const kind of ['teams', 'google_meet', 'teams']) {
      await patch(id, { location: { kind } });
      await hub().advance('PT1M');
      const { conference, hosts } = await readBooking(hub(), id);
      expect(conference).toMatchObject({ kind, state: 'ready' });
      expect(hosts.map(({ calendar }) => calendar.state)).toEqual(['synced', 'synced']);
      const [[google, ...moreGoogle], [outlook, ...moreOutlook]] = [
        await liveEvents(hub(), 'ben'),
        await outlookEvents(hub(), 'ada'),
      ];
      expect([moreGoogle, moreOutlook]).toEqual([[], []]);
      const other = kind === 'teams' ? google?.location : outlook?.location;
      expect(JSON.stringify(other)).toContain(conference?.joinUrl);
    }
  });
});
