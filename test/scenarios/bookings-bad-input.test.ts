import { describe, expect, it } from 'vitest';
import { useHub } from '../support/hub.ts';
import { book, order, Problem } from '../support/order.ts';

const hub = useHub();
const JSON_TYPE = { 'content-type': 'application/json' };
const guest = (over: Record<string, unknown>) => ({
  guests: [{ email: 'gina@example.org', name: 'Gina', ...over }],
});
const many = (count: number) => ({
  guests: Array.from({ length: count }, (_, index) => ({ email: `g${index}@a.io`, name: 'G' })),
});
const text = (length: number) => 'x'.repeat(length);

/** What is wrong, and the field that has to be named. */
const faults: [string, Record<string, unknown>, string][] = [
  ['an unknown field', { titel: 'x' }, 'titel'],
  ['an unknown field of a guest', guest({ phone: '1' }), 'guests.0.phone'],
  ['an unknown field of the location', { location: { kind: 'zoom', link: 'x' } }, 'location.link'],
  ['an empty title', { title: '  ' }, 'title'],
  ['a title of 201 characters', { title: text(201) }, 'title'],
  ['a title with a line break', { title: 'Hello\r\nBcc: all@example.org' }, 'title'],
  ['a title with a control character', { title: 'Hello\u0007' }, 'title'],
  ['a title that turns the text around', { title: 'Hello \u202egnp.exe' }, 'title'],
  ['a title that is no text', { title: 7 }, 'title'],
  ['a description of 8001 characters', { description: text(8001) }, 'description'],
  ['a description with a control character', { description: 'a\u0000b' }, 'description'],
  ['an end before the start', { end: '2027-01-05T09:59:59+01:00' }, 'end'],
  ['an end at the start', { end: '2027-01-05T10:00:00+01:00' }, 'end'],
  ['a start in the past', { start: '2027-01-04T08:59:59Z' }, 'start'],
  ['a start in 401 days', { start: '2028-02-09T10:00:00Z', end: '2028-02-09T11:00:00Z' }, 'start'],
  ['a length of more than 31 days', { end: '2027-02-05T10:00:01+01:00' }, 'end'],
  ['a start without an offset', { start: '2027-01-05T10:00:00' }, 'start'],
  ['a date that does not exist', { start: '2027-02-30T10:00:00Z' }, 'start'],
  ['a start that is a number', { start: 1_799_143_200 }, 'start'],
  ...[
    'CET',
    'GMT+2',
    'Central Europe Standard Time',
    'Mars/Olympus',
    '',
    '+02:00',
    'Europe/Prag',
    'europe/prague',
    'europe/kyiv',
  ].map((zone): [string, Record<string, unknown>, string] => [`the zone "${zone}"`, { zone }, 'zone']),
  ['no hosts', { hosts: [] }, 'hosts'],
  ['a host named twice', { hosts: ['ben', 'ben'] }, 'hosts'],
  ['21 hosts', { hosts: ['ben', ...Array.from({ length: 20 }, (_, index) => `user${index}`)] }, 'hosts'],
  ['101 guests', many(101), 'guests'],
  ['a guest named twice', { guests: ['a@b.io', 'A@B.io'].map((email) => ({ email, name: 'A' })) }, 'guests'],
  ['a guest without a name', { guests: [{ email: 'gina@example.org' }] }, 'guests.0.name'],
  ['a guest name with a line break', guest({ name: 'Gina\nX: y' }), 'guests.0.name'],
  ['an address with a line break', guest({ email: 'gina@example.org\r\nBcc: x@y.io' }), 'guests.0.email'],
  ['two addresses in one', guest({ email: 'gina@example.org,ivo@example.org' }), 'guests.0.email'],
  ['an address with two dots in a row', guest({ email: 'gina..g@example.org' }), 'guests.0.email'],
  ['a guest with the address of a host', guest({ email: 'BEN@acme.example' }), 'guests.0.email'],
  ['an address with a display name', guest({ email: 'Gina <gina@example.org>' }), 'guests.0.email'],
  ['a guest zone that is none', guest({ zone: 'CET' }), 'guests.0.zone'],
  ['a locale we do not speak', guest({ locale: 'tlh' }), 'guests.0.locale'],
  ['a location of no kind', { location: { kind: 'moon' } }, 'location.kind'],
  ['a location that is a text', { location: 'Room 4' }, 'location'],
  [
    'a location detail with a line break',
    { location: { kind: 'custom', detail: 'a\nb' } },
    'location.detail',
  ],
  ['a status that nobody may set', { status: 'cancelled' }, 'status'],
  ['metadata of numbers', { metadata: { a: 1 } }, 'metadata.a'],
  [
    '21 entries of metadata',
    { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, 'v'])) },
    'metadata',
  ],
  ['a url that is not https', { url: 'http://example.com' }, 'url'],
  ['a url that is a script', { url: 'javascript:alert(1)' }, 'url'],
  ['a calendar that is nobody’s', { calendar: 'other@example.org' }, 'calendar'],
];

const fieldsOf = (body: unknown): string[] => (Problem.parse(body).errors ?? []).map(({ field }) => field);
const everything = async () => (await hub().call('GET', '/v1/bookings', { user: 'ada' })).body;

describe('a new booking', () => {
  it.each(faults)('with %s is refused by the field, and nothing is made', async (_, over, field) => {
    const { status, body } = await hub().call('POST', '/v1/bookings', { user: 'ben', body: order(over) });
    expect([status, Problem.parse(body).code, fieldsOf(body)]).toEqual([422, 'invalid_request', [field]]);
    expect(await everything()).toEqual({ items: [] });
  });

  it.each(['title', 'start', 'end', 'zone', 'hosts', 'location'])(
    'without %s is refused by the field',
    async (field) => {
      const { [field]: _, ...body } = order();
      const answer = await hub().call('POST', '/v1/bookings', { user: 'ben', body });
      expect([answer.status, fieldsOf(answer.body)]).toEqual([422, [field]]);
    },
  );

  it('takes 100 guests, 20 entries of metadata, 31 days and 400 days ahead', async () => {
    await book(hub(), {
      ...many(100),
      start: '2028-02-08T08:00:00Z',
      end: '2028-03-10T08:00:00Z',
      metadata: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, 'v'])),
    });
  });

  it.each([
    ['broken JSON', '{"title": "x"', JSON_TYPE, [400, 'invalid_json']],
    ['no body', undefined, {}, [422, 'invalid_request']],
    ['a body that is a list', '[]', JSON_TYPE, [422, 'invalid_request']],
    [
      'a form',
      'title=x',
      { 'content-type': 'application/x-www-form-urlencoded' },
      [415, 'unsupported_media_type'],
    ],
    ['no content type', JSON.stringify(order()), { 'content-type': '' }, [415, 'unsupported_media_type']],
    ['10,000 guests', JSON.stringify(order(many(10_000))), JSON_TYPE, [413, 'payload_too_large']],
    [
      'more than 256 KiB',
      JSON.stringify(order({ description: text(262_144) })),
      JSON_TYPE,
      [413, 'payload_too_large'],
    ],
    [
      'an empty Idempotency-Key',
      JSON.stringify(order()),
      { ...JSON_TYPE, 'idempotency-key': '' },
      [422, 'invalid_request'],
    ],
  ] as const)('with %s is refused', async (...[, body, headers, wanted]) => {
    const answer = await hub().call('POST', '/v1/bookings', { user: 'ben', body, headers: { ...headers } });
    expect([answer.status, Problem.parse(answer.body).code]).toEqual(wanted);
    expect(await everything()).toEqual({ items: [] });
  });

  it('with an unknown query parameter is refused by its name', async () => {
    const { status, body } = await hub().call('POST', '/v1/bookings?dry=1', { user: 'ben', body: order() });
    expect([status, fieldsOf(body)]).toEqual([422, ['dry']]);
  });
});

describe('a change', () => {
  it.each(faults.filter(([, over]) => !('calendar' in over)))(
    'with %s is refused by the field, and nothing is changed',
    async (_, over, field) => {
      const before = await book(hub());
      const { status, body } = await hub().call('PATCH', `/v1/bookings/${before.id}`, {
        user: 'ben',
        body: over,
      });
      expect([status, fieldsOf(body)]).toEqual([422, [field]]);
      expect((await hub().call('GET', `/v1/bookings/${before.id}`, { user: 'ben' })).body).toEqual(before);
    },
  );
});

describe('a cancellation', () => {
  it.each([
    ['an unknown field', { why: 'x' }, 'why'],
    ['a reason with a control character', { reason: 'a\u0000' }, 'reason'],
    ['a reason of 1001 characters', { reason: text(1001) }, 'reason'],
  ])('with %s is refused by the field, and nothing is changed', async (_, reason, field) => {
    const before = await book(hub());
    const { status, body } = await hub().call('POST', `/v1/bookings/${before.id}/cancel`, {
      user: 'ben',
      body: reason,
    });
    expect([status, fieldsOf(body)]).toEqual([422, [field]]);
    expect((await hub().call('GET', `/v1/bookings/${before.id}`, { user: 'ben' })).body).toEqual(before);
  });
});

describe('a booking that is none', () => {
  it.each([
    ['GET', '/v1/bookings/bkg_none'],
    ['PATCH', '/v1/bookings/bkg_none'],
    ['POST', '/v1/bookings/bkg_none/cancel'],
    ['GET', '/v1/bookings/bkg_none/start-link'],
  ])('is not found by %s %s', async (method, path) => {
    const body = method === 'GET' ? undefined : {};
    const answer = await hub().call(method, path, { user: 'ben', body });
    expect([answer.status, Problem.parse(answer.body).code]).toEqual([404, 'not_found']);
  });
});
