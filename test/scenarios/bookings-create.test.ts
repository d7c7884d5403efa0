import { describe, expect, it } from 'vitest';
import { BookingView } from '../../events/http/booking-view.ts';
import { useHub } from '../support/hub.ts';
import { book, order, Problem } from '../support/order.ts';

const hub = useHub();
const post = (user: string, over: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  hub().call('POST', '/v1/bookings', { user, body: order(over), headers });
const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, Problem.parse(body).code];

describe('making a booking', () => {
  it('answers 201 with what was booked, where it is and its ETag', async () => {
    const guests = [{ email: 'Gina@Example.ORG', name: 'Gina', locale: 'cs' }];
    const metadata = { deal: '42', stage: 'b' };
    const { status, headers, body } = await post('ben', {
      ...{
        guests,
        metadata,
        description: 'Line one\r\nLine two',
        externalId: 'crm-7',
        url: 'https://crm.example.com/7',
      },
      location: { kind: 'in_person', venue: 'Prague office', detail: 'Room 4' },
      resources: ['room-4'],
    });
    expect(status).toBe(201);
    const booking = BookingView.parse(body);
    expect(headers.location).toBe(`/v1/bookings/${booking.id}`);
    expect(headers.etag).toMatch(/^"1-/u);
    expect(booking).toEqual({
      id: expect.stringMatching(/^bkg_[a-z2-7]{26}$/u),
      externalId: 'crm-7',
      metadata,
      url: 'https://crm.example.com/7',
      title: 'Intro call',
      description: 'Line one\nLine two',
      start: '2027-01-05T09:00:00.000Z',
      end: '2027-01-05T10:00:00.000Z',
      zone: 'Europe/Prague',
      hosts: [
        { userId: 'ben', name: 'Ben Okafor', rsvp: 'needs_action', calendar: { state: 'not_connected' } },
      ],
      guests: [
        {
          id: expect.stringMatching(/^gst_/u),
          email: 'Gina@example.org',
          name: 'Gina',
          zone: 'Europe/Prague',
          rsvp: 'needs_action',
        },
      ],
      location: { kind: 'in_person', venue: 'Prague office', detail: 'Room 4' },
      resources: ['room-4'],
      status: 'confirmed',
      revision: 1,
      conflicts: [],
      createdAt: '2027-01-04T09:00:00.000Z',
      updatedAt: '2027-01-04T09:00:00.000Z',
    });
    expect(await hub().ask(BookingView, 'GET', headers.location ?? '', { user: 'ben' })).toEqual(booking);
  });

  it('takes an https link as a conference that is ready', async () => {
    const joinUrl = 'https://video.example.com/room';
    const booking = await book(hub(), { location: { kind: 'custom', detail: joinUrl } });
    expect(booking.conference).toEqual({ kind: 'custom', joinUrl, state: 'ready' });
  });

  it('holds the slot for a draft, and tells nobody of it', async () => {
    await book(hub(), { status: 'draft', guests: [{ email: 'gina@example.org', name: 'Gina' }] });
    expect(codeOf(await post('ben'))).toEqual([409, 'slot_taken']);
    await hub().advance('PT2M');
    expect(await hub().inbox.all()).toEqual([]);
  });

  it.each([
    ['an assistant', 'eve', { hosts: ['eve'] }, [403, 'forbidden']],
    ['a member for somebody else', 'ben', { hosts: ['chloe'] }, [403, 'forbidden']],
    ['a member with allowConflicts', 'ben', { allowConflicts: true }, [403, 'forbidden']],
    ['a member with notify', 'ben', { notify: 'none' }, [403, 'forbidden']],
    ['an admin for a person of another org', 'ada', { hosts: ['ben', 'hana'] }, [422, 'invalid_request']],
  ])('refuses %s', async (_, user, over, refusal) => {
    expect(codeOf(await post(user, over))).toEqual(refusal);
    expect((await hub().call('GET', '/v1/bookings', { user: 'ada' })).body).toEqual({ items: [] });
  });

  it('names the host who is unknown', async () => {
    const { body } = await post('ada', { hosts: ['ben', 'nobody'] });
    expect(Problem.parse(body).errors).toEqual([
      { field: 'hosts.1', message: 'is not a user of this organisation: use the id of one' },
    ]);
  });

  it('is open to an admin for anyone, and to a member among other hosts', async () => {
    expect((await post('ada', { hosts: ['chloe', 'dan'] })).status).toBe(201);
    expect(
      (
        await post('ben', {
          hosts: ['chloe', 'ben'],
          start: '2027-01-06T10:00:00Z',
          end: '2027-01-06T11:00:00Z',
        })
      ).status,
    ).toBe(201);
  });

  it.each([
    ['google_meet', 'google_meet'],
    ['teams', 'microsoft_teams'],
    ['zoom', 'zoom'],
  ])('refuses %s as long as no host has connected it', async (kind, platform) => {
    const { status, body } = await post('ben', { location: { kind } });
    expect([status, body]).toEqual([
      409,
      expect.objectContaining({ code: 'platform_not_connected', userId: 'ben', platform }),
    ]);
  });
});

describe('an Idempotency-Key', () => {
  const KEY = { 'idempotency-key': 'order-1' };

  it('makes one booking of two requests, and shows it as it is now', async () => {
    const first = await post('ben', {}, KEY);
    const { id } = BookingView.parse(first.body);
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'Renamed' } });
    const second = await post('ben', {}, KEY);
    expect([first.headers['idempotent-replayed'], second.headers['idempotent-replayed']]).toEqual([
      undefined,
      'true',
    ]);
    expect([second.status, second.headers.location]).toEqual([201, `/v1/bookings/${id}`]);
    expect(second.body).toMatchObject({ id, title: 'Renamed', revision: 2 });
  });

  it('makes one booking of requests that come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('ben', {}, KEY)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => BookingView.parse(body).id)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1);
  });

  it('refuses another body, is each caller’s own, and is spent for a day only', async () => {
    await post('ben', {}, KEY);
    expect(codeOf(await post('ben', { title: 'Another' }, KEY))).toEqual([409, 'idempotency_key_reused']);
    expect((await post('chloe', { hosts: ['chloe'] }, KEY)).status).toBe(201);
    await hub().advance('PT24H');
    const nextDay = { start: '2027-01-06T10:00:00Z', end: '2027-01-06T11:00:00Z' };
    expect((await post('ben', nextDay, KEY)).headers['idempotent-replayed']).toBeUndefined();
  });
});
