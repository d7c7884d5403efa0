import { describe, expect, it } from 'vitest';
import { Availability } from '../../events/http/availability.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { book, Problem } from '../support/order.ts';

const hub = useHub();
const WINDOW = 'from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z';
const ask = (users: string, more = '', user = 'chloe') =>
  hub().call('GET', `/v1/availability?users=${users}&${WINDOW}${more}`, { user });
const items = async (users: string, more = '', user = 'chloe') => {
  const { status, body } = await ask(users, more, user);
  expect(status).toBe(200);
  return Availability.parse(body).items;
};

describe('availability without a calendar', () => {
  it('is our bookings, merged, in the zone that was asked for', async () => {
    await book(hub());
    await book(hub(), { status: 'draft', start: '2027-01-05T10:00:00Z', end: '2027-01-05T10:30:00Z' });
    const { id } = await book(hub(), { start: '2027-01-05T15:00:00Z', end: '2027-01-05T16:00:00Z' });
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben' });
    expect(await items('ben,dan', '&zone=Europe/Prague')).toEqual([
      {
        userId: 'ben',
        name: 'Ben Okafor',
        syncEnabled: false,
        known: true,
        busy: [{ start: '2027-01-05T10:00:00.000+01:00', end: '2027-01-05T11:30:00.000+01:00' }],
      },
      { userId: 'dan', name: 'Dan Novák', syncEnabled: false, known: true, busy: [] },
    ]);
  });

  it('leaves one booking out where it is asked to', async () => {
    const { id } = await book(hub());
    await book(hub(), { start: '2027-01-05T12:00:00Z', end: '2027-01-05T13:00:00Z' });
    const [ben] = await items('ben', `&exclude=${id}`, 'ben');
    expect(ben?.busy).toEqual([{ start: '2027-01-05T12:00:00.000Z', end: '2027-01-05T13:00:00.000Z' }]);
  });

  it('shows titles to the person and to admins only', async () => {
    await book(hub());
    const event = {
      title: 'Intro call',
      rsvp: 'needs_action',
      source: 'booking',
      start: '2027-01-05T09:00:00.000Z',
      end: '2027-01-05T10:00:00.000Z',
    };
    const seenBy = async (user: string) => (await items('ben', '&detail=events', user))[0]?.events;
    expect([await seenBy('ben'), await seenBy('ada'), await seenBy('chloe'), await seenBy('eve')]).toEqual([
      [event],
      [event],
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['users=ben,nobody', 'users.1'],
    ['users=ben,hana', 'users.1'],
    ['users=ben,ben', 'users'],
    ['users=', 'users.0'],
    [`users=${Array.from({ length: 51 }, (_, index) => `u${index}`).join()}`, 'users'],
    ['users=ben&from=2027-01-05T10:00:00Z&to=2027-01-05T10:00:00Z', 'to'],
    ['users=ben&to=2027-03-05T10:00:00Z', 'to'],
    ['users=ben&from=2027-02-29T10:00:00Z', 'from'],
    ['users=ben&from=soon', 'from'],
    ['users=ben&zone=CET', 'zone'],
    ['users=ben&zone=Mars', 'zone'],
    ['users=ben&exclude=bkg_none', 'exclude'],
    ['users=ben&detail=all', 'detail'],
    ['users=ben&user=ben', 'user'],
  ])('refuses %s by the field', async (query, field) => {
    const all = new URLSearchParams(WINDOW);
    for (const [name, value] of new URLSearchParams(query)) all.set(name, value);
    const { status, body } = await hub().call('GET', `/v1/availability?${all}`, { user: 'chloe' });
    const { code, errors } = Problem.parse(body);
    expect([status, code, errors?.map((error) => error.field)]).toEqual([422, 'invalid_request', [field]]);
  });

  it('does not tell a member of bookings that they may not see', async () => {
    const { id } = await book(hub());
    const { status } = await ask('ben', `&exclude=${id}`, 'chloe');
    expect(status).toBe(422);
  });
});

describe('availability with a calendar', () => {
  const EMAIL = 'ben@gmail.example';
  const dentist = { summary: 'Dentist', start: '2027-01-05T12:00:00Z', end: '2027-01-05T13:00:00Z' };
  const insert = async ({ summary, start, end } = dentist) => {
    const asBen = await hub().google.as(EMAIL);
    const body = { summary, start: { dateTime: start }, end: { dateTime: end } };
    await asBen('POST', '/calendar/v3/calendars/primary/events', body);
  };
  const busy = [{ start: '2027-01-05T12:00:00.000Z', end: '2027-01-05T13:00:00.000Z' }];
  const connected = { userId: 'ben', name: 'Ben Okafor', syncEnabled: true, known: true };

  it('is asked live: an event of this moment is busy time, without its title', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().google.webhooks({ mode: 'drop' });
    await insert();
    expect(await items('ben')).toEqual([{ ...connected, busy }]);
  });

  it('asks each connected calendar once, and lists none', async () => {
    await connectGoogle(hub(), 'ben');
    await connectGoogle(hub(), 'chloe');
    const before = (await hub().google.state()).calls.length;
    await items('ben,chloe,dan');
    const calls = (await hub().google.state()).calls.slice(before);
    expect(calls.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual([
      'POST /calendar/v3/freeBusy',
      'POST /calendar/v3/freeBusy',
    ]);
  });

  it('falls back on what was imported, and says of when', async () => {
    await connectGoogle(hub(), 'ben');
    await insert();
    await hub().settle();
    await hub().google.fault({ match: { path: 'freeBusy' }, status: 503, times: 10 });
    expect(await items('ben')).toEqual([{ ...connected, asOf: expect.any(String), busy }]);
  });

  it('does not wait longer than two seconds for a provider', async () => {
    await connectGoogle(hub(), 'ben');
    await insert();
    await hub().settle();
    await hub().google.fault({ match: { path: 'freeBusy' }, delayMs: 4_000, times: 10 });
    expect(await items('ben')).toEqual([{ ...connected, asOf: expect.any(String), busy }]);
  });

  it('is unknown, never free, once the account is gone', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().google.revoke(EMAIL);
    await hub().advance('PT2H');
    expect(await items('ben')).toEqual([
      { ...connected, syncEnabled: expect.any(Boolean), known: false, busy: [] },
    ]);
  });

  it('leaves out a booking whose event is in the calendar, and nothing that lies under it', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), { start: '2027-01-05T09:00:00Z', end: '2027-01-05T14:00:00Z' });
    await hub().settle();
    await insert();
    await hub().settle();
    expect((await items('ben', `&exclude=${id}`, 'ben'))[0]?.busy).toEqual(busy);
  });

  it.each([
    ['default', [{ ...busy[0], title: 'Dentist', source: 'external' }]],
    ['full_private', []],
  ])('shows events of a calendar connected as %s as its privacy allows', async (privacy, events) => {
    await connectGoogle(hub(), 'ben', { privacy });
    await insert();
    await hub().settle();
    expect((await items('ben', '&detail=events', 'ada'))[0]?.events).toEqual(events);
  });

  it('[DOM-01] is asked of the providers for each colleague and merged, with no title of anything', async () => {
    const CHLOE = 'chloe@gmail.example';
    await connectGoogle(hub(), 'ben');
    await connectGoogle(hub(), 'chloe');
    await hub().google.webhooks({ mode: 'drop' });
    const put = async (account: string, from: string, to: string) => {
      const [start, end] = [{ dateTime: `2027-01-05T${from}:00Z` }, { dateTime: `2027-01-05T${to}:00Z` }];
      const body = {
        summary: 'CANARY event',
        description: 'CANARY text',
        location: 'CANARY place',
        start,
        end,
      };
      await (await hub().google.as(account))('POST', '/calendar/v3/calendars/primary/events', body);
    };
    await put(EMAIL, '12:00', '13:00');
    await put(EMAIL, '12:30', '13:30');
    await put(EMAIL, '13:30', '14:00');
    await put(EMAIL, '16:00', '16:30');
    await put(CHLOE, '07:00', '08:00');
    await book(hub(), {
      title: 'CANARY booking',
      start: '2027-01-05T16:15:00Z',
      end: '2027-01-05T17:00:00Z',
    });
    const { status, body } = await ask('ben,chloe', '', 'dan');
    expect(status).toBe(200);
    expect(
      Availability.parse(body).items.map(({ userId, known, busy: times }) => [userId, known, times]),
    ).toEqual([
      [
        'ben',
        true,
        [
          { start: '2027-01-05T12:00:00.000Z', end: '2027-01-05T14:00:00.000Z' },
          { start: '2027-01-05T16:00:00.000Z', end: '2027-01-05T17:00:00.000Z' },
        ],
      ],
      ['chloe', true, [{ start: '2027-01-05T07:00:00.000Z', end: '2027-01-05T08:00:00.000Z' }]],
    ]);
    expect(JSON.stringify(body)).not.toContain('CANARY');
    expect(hub().logs().join('\n')).not.toContain('CANARY');
  });
});
