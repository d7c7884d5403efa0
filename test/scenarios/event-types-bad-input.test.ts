import { describe, expect, it } from 'vitest';
import { EVENT_TYPES, offer, offered } from '../support/event-type.ts';
import { useHub } from '../support/hub.ts';
import { Problem } from '../support/order.ts';

const hub = useHub();
const post = (body: unknown) => hub().call('POST', EVENT_TYPES, { user: 'ada', body });

const many = <T>(count: number, one: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => one(index));
const ask = (over: Record<string, unknown>) => ({
  questions: [{ id: 'q', label: 'Why?', kind: 'text', ...over }],
});
const both = [{ userId: 'ben' }, { userId: 'chloe' }];

/** What is sent beside what is right, the field that is named, and a word of how to put it right. */
const REFUSED: readonly (readonly [Record<string, unknown>, string, string])[] = [
  [{ title: undefined }, 'title', 'is required'],
  [{ title: ' ' }, 'title', 'must not be empty'],
  [{ title: 'x'.repeat(201) }, 'title', 'at most 200'],
  [{ title: 'a\u202eb' }, 'title', 'control characters'],
  [{ title: 'a\ud800' }, 'title', 'valid Unicode'],
  [{ title: 7 }, 'title', 'must be a string'],
  [{ description: 'x'.repeat(8001) }, 'description', 'at most 8000'],
  [{ description: null }, 'description', 'must be a string'],
  [{ kind: 'group' }, 'kind', 'one_to_one, round_robin, collective'],
  [{ state: 'public' }, 'state', 'draft, active'],
  [{ hosts: ['ben'] }, 'hosts.0', 'must be an object'],
  [{ hosts: [{}] }, 'hosts.0.userId', 'is required'],
  [{ hosts: [] }, 'hosts', 'keep it as a draft'],
  [{ hosts: both }, 'hosts', 'must be one host'],
  [{ hosts: both, state: 'draft' }, 'hosts', 'must be one host'],
  [{ kind: 'collective', hosts: [both[0], both[0]] }, 'hosts', 'a host twice'],
  [{ kind: 'collective', hosts: many(21, (index) => ({ userId: `u${index}` })) }, 'hosts', 'at most 20'],
  [{ hosts: [{ userId: 'hana' }] }, 'hosts.0.userId', 'use the id of one'],
  [{ kind: 'collective', hosts: [both[0], { userId: 'no' }] }, 'hosts.1.userId', 'use the id of one'],
  [{ hosts: [{ userId: 'no' }], state: 'draft' }, 'hosts.0.userId', 'use the id of one'],
  [{ hosts: [{ userId: 'ben', weight: 2 }] }, 'hosts.0.weight', 'remove it'],
  [{ kind: 'collective', hosts: [{ userId: 'ben', weight: 2 }] }, 'hosts.0.weight', 'remove it'],
  [{ kind: 'round_robin', hosts: [{ userId: 'ben', weight: 0 }] }, 'hosts.0.weight', 'at least 1'],
  [{ kind: 'round_robin', hosts: [{ userId: 'ben', weight: 11 }] }, 'hosts.0.weight', 'at most 10'],
  [{ kind: 'round_robin', hosts: [{ userId: 'ben', weight: 1.5 }] }, 'hosts.0.weight', 'whole number'],
  [{ hosts: [{ userId: 'ben', name: 'Ben' }] }, 'hosts.0.name', 'remove it'],
  [{ durations: [] }, 'durations', 'keep it as a draft'],
  [{ durations: 'PT30M' }, 'durations', 'must be a list'],
  [{ durations: [30] }, 'durations.0', 'must be a string'],
  [{ durations: ['30m'] }, 'durations.0', 'such as PT30M'],
  [{ durations: ['PT4M'] }, 'durations.0', 'between PT5M and P1D'],
  [{ durations: ['PT30M', 'P1DT1M'] }, 'durations.1', 'between PT5M and P1D'],
  [{ durations: ['PT5M30S'] }, 'durations.0', 'whole minutes'],
  [{ durations: ['PT60M', 'PT1H'] }, 'durations', 'a length twice'],
  [{ durations: many(11, (index) => `PT${10 + index}M`) }, 'durations', 'at most 10'],
  [{ location: 'zoom' }, 'location', 'must be an object'],
  [{ location: { kind: 'phone' } }, 'location.kind', 'google_meet, teams, zoom, custom, in_person'],
  [{ location: { kind: 'custom' } }, 'location.detail', 'must be given'],
  [{ linkPer: 'guest' }, 'linkPer', 'meeting, participant'],
  [{ linkPer: 'participant' }, 'linkPer', 'unless the location is Zoom'],
  [{ linkPer: 'participant', location: { kind: 'google_meet' } }, 'linkPer', 'unless the location is Zoom'],
  [ask({ id: 'Q' }), 'questions.0.id', 'lower case'],
  [ask({ id: '9' }), 'questions.0.id', 'begin with a letter'],
  [ask({ id: 'constructor' }), 'questions.0.id', 'cannot be an id'],
  [ask({ id: undefined }), 'questions.0.id', 'is required'],
  [ask({ label: '' }), 'questions.0.label', 'must not be empty'],
  [ask({ kind: 'number' }), 'questions.0.kind', 'text, long_text, choice, yes_no, phone'],
  [ask({ required: 'yes' }), 'questions.0.required', 'must be a boolean'],
  [ask({ kind: 'choice' }), 'questions.0.choices', 'must be given'],
  [ask({ kind: 'choice', choices: ['a'] }), 'questions.0.choices', 'at least 2'],
  [ask({ kind: 'choice', choices: ['a', 'a'] }), 'questions.0.choices', 'one twice'],
  [ask({ kind: 'choice', choices: many(31, String) }), 'questions.0.choices', 'at most 30'],
  [ask({ kind: 'choice', choices: ['a', 'x'.repeat(101)] }), 'questions.0.choices.1', 'at most 100'],
  [ask({ choices: ['a', 'b'] }), 'questions.0.choices', 'remove it'],
  [{ questions: many(2, () => ({ id: 'q', label: 'Why?', kind: 'text' })) }, 'questions', 'an id twice'],
  [{ questions: many(21, (at) => ({ id: `q${at}`, label: '?', kind: 'text' })) }, 'questions', 'at most 20'],
  [{ reminders: [10] }, 'reminders.0', 'must be an object'],
  [{ reminders: [{ before: 'PT0M' }] }, 'reminders.0.before', 'between PT1M and P28D'],
  [{ reminders: [{ before: 'P29D' }] }, 'reminders.0.before', 'between PT1M and P28D'],
  [{ reminders: [{ before: 'PT90S' }] }, 'reminders.0.before', 'whole minutes'],
  [{ reminders: [{ before: 'PT1H', to: 'me' }] }, 'reminders.0.to', 'hosts, guests, all'],
  [{ reminders: [{ before: 'PT1H', to: 'hosts' }, { before: 'PT60M' }] }, 'reminders', 'twice at one time'],
  [{ reminders: many(6, (index) => ({ before: `PT${index + 1}H` })) }, 'reminders', 'at most 5'],
  [{ guestPolicy: { cancelUntil: '2h' } }, 'guestPolicy.cancelUntil', 'ISO 8601'],
  [{ guestPolicy: { rescheduleUntil: 'P401D' } }, 'guestPolicy.rescheduleUntil', 'between PT0M and P400D'],
  [{ guestPolicy: { rescheduleUntil: 'P1000D' } }, 'guestPolicy.rescheduleUntil', 'between PT0M and P400D'],
  [{ guestPolicy: { cancelUntil: `PT${'9'.repeat(400)}M` } }, 'guestPolicy.cancelUntil', 'between PT0M and'],
  [{ guestPolicy: { until: 'PT1H' } }, 'guestPolicy.until', 'remove it'],
  [{ slug: 'intro' }, 'slug', 'remove it'],
];

describe('an event type that makes no sense', () => {
  it('is refused by its field, with what to do about it', async () => {
    for (const [over, field, fix] of REFUSED) {
      const { status, body } = await post(offer(over));
      const { code, errors } = Problem.parse(body);
      const said = [status, code, errors?.[0]?.field];
      expect(said, JSON.stringify(over)).toEqual([422, 'invalid_request', field]);
      expect(errors?.[0]?.message).toContain(fix);
    }
  });

  it('changes nothing', async () => {
    const { id } = await offered(hub());
    const read = () => hub().call('GET', `${EVENT_TYPES}/${id}`, { user: 'ada' });
    const before = await read();
    for (const [over] of REFUSED.slice(0, 20))
      await hub().call('PUT', `${EVENT_TYPES}/${id}`, { user: 'ada', body: offer(over) });
    const after = await read();
    expect(after.body).toEqual(before.body);
    expect(after.headers.etag).toBe(before.headers.etag);
    const { body } = await hub().call('GET', EVENT_TYPES, { user: 'ada' });
    expect(body).toEqual({ items: [before.body] });
  });

  it('is told every fault at once', async () => {
    const { body } = await post(
      offer({
        hosts: [{ userId: 'ben', weight: 3 }, { userId: 'chloe' }],
        durations: [],
        linkPer: 'participant',
      }),
    );
    expect(Problem.parse(body).errors?.map(({ field }) => field)).toEqual([
      'hosts.0.weight',
      'hosts',
      'linkPer',
      'durations',
    ]);
  });

  it('is refused as JSON where it is none', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(await hub().call('POST', EVENT_TYPES, { user: 'ada', body: '{', headers })).toMatchObject({
      status: 400,
      body: { code: 'invalid_json' },
    });
    expect((await hub().call('POST', EVENT_TYPES, { user: 'ada' })).status).toBe(422);
  });

  it('is one too many where an organization has as many as it may, until one is deleted', async () => {
    const { id } = await offered(hub());
    const { tables } = hub().aws;
    const items = (await tables.snapshot()).map((item) =>
      'count' in item ? { ...item, count: { N: '10000' } } : item,
    );
    await tables.restore(items);
    const refused = await post(offer());
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
    expect(JSON.stringify(refused.body)).toContain('delete one');
    await hub().call('DELETE', `${EVENT_TYPES}/${id}`, { user: 'ada' });
    expect((await post(offer())).status).toBe(201);
  });

  it('is taken at its bounds', async () => {
    const people = many(20, (index) => ({ userId: `host ${index} #/é` }));
    for (const { userId } of people)
      await hub().call('PUT', `/v1/admin/users/${encodeURIComponent(userId)}`, {
        user: 'ada',
        body: { name: userId, email: 'h@acme.example' },
      });
    const choices = many(30, (index) => '漢'.repeat(98) + String(index).padStart(2, '0'));
    const body = offer({
      title: '漢'.repeat(200),
      description: '漢'.repeat(8000),
      kind: 'collective',
      hosts: people,
      durations: many(10, (index) => `PT${5 + index}M`),
      location: { kind: 'in_person' },
      questions: many(20, (index) => ({ id: `q${index}`, label: '漢'.repeat(200), kind: 'choice', choices })),
      reminders: many(5, (index) => ({ before: `P${index + 24}D` })),
      guestPolicy: { cancelUntil: 'PT0M', rescheduleUntil: 'P400D' },
    });
    const { status, headers } = await post(body);
    expect(status).toBe(201);
    const read = await hub().call('GET', headers.location ?? '', { user: 'ada' });
    expect(read.body).toMatchObject({ title: body.title, hosts: people, durations: body.durations });
  });
});
