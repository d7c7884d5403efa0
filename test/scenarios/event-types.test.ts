import { describe, expect, it } from 'vitest';
import { AdminEvents } from '../../events/http/admin-events.ts';
import { EventTypesView, EventTypeView } from '../../events/http/event-type-view.ts';
import type { Who } from '../support/call.ts';
import { EVENT_TYPES, offer, offered } from '../support/event-type.ts';
import { useHub } from '../support/hub.ts';
import { deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { Problem } from '../support/order.ts';

const hub = useHub();

const of = (id: string) => `${EVENT_TYPES}/${id}`;
const post = (body: unknown, user: Who = 'ada', headers = {}) =>
  hub().call('POST', EVENT_TYPES, { user, body, headers });
const get = (path: string, user: Who = 'ada', headers = {}) => hub().call('GET', path, { user, headers });
const put = (id: string, body: unknown, headers = {}) =>
  hub().call('PUT', of(id), { user: 'ada', body, headers });
const remove = (id: string, headers = {}) => hub().call('DELETE', of(id), { user: 'ada', headers });
const list = (query = '', user: Who = 'ada') =>
  hub().ask(EventTypesView, 'GET', `${EVENT_TYPES}${query}`, { user });
const titles = async (user: Who = 'ada') => (await list('', user)).items.map(({ title }) => title);

const WHOLE = {
  title: 'Přijímací pohovor 👩🏽‍🚀 مقابلة',
  description: 'Two lines:\r\nbring a CV.',
  kind: 'round_robin',
  hosts: [{ userId: 'chloe', weight: 10 }, { userId: 'ben' }],
  durations: ['PT45M', 'PT1H30M', 'P1D'],
  location: { kind: 'custom', detail: 'https://meet.example/room', venue: 'Our own room' },
  linkPer: 'meeting',
  questions: [
    { id: 'size', label: 'How many are you?', kind: 'choice', required: true, choices: ['1', '2 to 5'] },
    { id: 'phone', label: 'Where can we reach you?', kind: 'phone', required: false },
  ],
  reminders: [
    { before: 'P1D', to: 'guests' },
    { before: 'PT24H', to: 'hosts' },
    { before: 'PT10M', to: 'all' },
  ],
  guestPolicy: { cancelUntil: 'PT2H', rescheduleUntil: 'P1D' },
  state: 'active',
};

describe('an event type', () => {
  it('is made as a draft that may lack what is decided later', async () => {
    const made = await post({ title: 'Later', kind: 'collective' });
    expect(made).toMatchObject({
      status: 201,
      body: {
        id: expect.stringMatching(/^ety_[a-z2-7]{26}$/u),
        title: 'Later',
        kind: 'collective',
        hosts: [],
        durations: [],
        linkPer: 'meeting',
        questions: [],
        reminders: [],
        guestPolicy: {},
        state: 'draft',
        createdAt: '2027-01-04T09:00:00.000Z',
      },
    });
    const { id } = EventTypeView.parse(made.body);
    expect(made.headers.location).toBe(of(id));
    const read = await get(of(id));
    expect(read).toMatchObject({ status: 200, body: made.body });
    expect(read.headers.etag).toBe(made.headers.etag);
    expect(await get(of(id), 'ada', { 'if-none-match': read.headers.etag ?? '' })).toMatchObject({
      status: 304,
    });
  });

  it('keeps all that it was given, to the letter, and can be put back', async () => {
    const { id, createdAt, updatedAt, ...kept } = EventTypeView.parse((await post(WHOLE)).body);
    expect(kept).toEqual({ ...WHOLE, description: 'Two lines:\nbring a CV.' });
    expect(updatedAt).toBe(createdAt);
    const again = await put(id, kept);
    expect(again).toMatchObject({ status: 200, body: kept });
  });

  it('is replaced as a whole, so that what is left out goes back to its default', async () => {
    const { id, createdAt } = EventTypeView.parse((await post(WHOLE)).body);
    await hub().advance('PT1M');
    const { body } = await put(id, { title: 'Short', kind: 'round_robin' });
    expect(body).toEqual({
      id,
      title: 'Short',
      kind: 'round_robin',
      hosts: [],
      durations: [],
      linkPer: 'meeting',
      questions: [],
      reminders: [],
      guestPolicy: {},
      state: 'draft',
      createdAt,
      updatedAt: '2027-01-04T09:01:00.000Z',
    });
    expect((await get(of(id))).body).toEqual(body);
  });

  it('takes the reminders of the organization where it names none, as they are at that time', async () => {
    const settings = (reminders: number[]) =>
      hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { reminders } });
    await settings([1440, 10]);
    const { id, reminders } = await offered(hub());
    expect(reminders).toEqual([
      { before: 'PT1440M', to: 'all' },
      { before: 'PT10M', to: 'all' },
    ]);
    await settings([]);
    expect((await get(of(id))).body).toMatchObject({ reminders });
    expect(await offered(hub(), { reminders: [] })).toMatchObject({ reminders: [] });
    expect((await put(id, offer())).body).toMatchObject({ reminders: [] });
  });

  it('is not changed or deleted by somebody who saw another state of it', async () => {
    const made = await post(offer());
    const { id } = EventTypeView.parse(made.body);
    const before = { 'if-match': made.headers.etag ?? '' };
    const changed = await put(id, offer({ title: 'Second' }), before);
    expect(changed.status).toBe(200);
    for (const answer of [await put(id, offer({ title: 'Third' }), before), await remove(id, before)])
      expect(answer).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect((await get(of(id))).body).toMatchObject({ title: 'Second' });
    expect(await remove(id, { 'if-match': changed.headers.etag ?? '' })).toMatchObject({
      status: 204,
    });
  });

  it('takes changes of several people at once one after the other', async () => {
    const { id } = await offered(hub());
    const all = await Promise.all(['One', 'Two', 'Three', 'Four'].map((title) => put(id, offer({ title }))));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const etags = all.map(({ headers }) => headers.etag);
    expect(etags.toSorted()).toEqual(['"2"', '"3"', '"4"', '"5"']);
    const last = all[etags.indexOf('"5"')];
    expect((await get(of(id))).body).toEqual(last?.body);
  });

  it('is gone from everywhere when it is deleted, once', async () => {
    const { id } = await offered(hub());
    expect(await remove(id)).toMatchObject({ status: 204, body: '' });
    for (const answer of [
      await get(of(id)),
      await put(id, offer()),
      await remove(id),
      await get(of('ety_x')),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect([await titles(), await titles('ben')]).toEqual([[], []]);
  });

  it('is waited for by a page that has seen it', async () => {
    const made = await post(offer());
    const { id } = EventTypeView.parse(made.body);
    const news = get(of(id), 'ben', { 'if-none-match': made.headers.etag ?? '', prefer: 'wait=10' });
    await put(id, offer({ title: 'News' }));
    expect(await news).toMatchObject({ status: 200, body: { title: 'News' } });
  });

  it('shows among the events of the organization, without its content', async () => {
    const { id } = await offered(hub(), { title: 'CANARY', description: 'CANARY' });
    await put(id, offer({ title: 'CANARY 2', durations: ['PT1H'] }));
    await remove(id);
    await hub().settle();
    const { items } = await hub().ask(AdminEvents, 'GET', '/v1/admin/events?limit=100', { user: 'ada' });
    const told = items.filter(({ data }) => data.eventTypeId === id);
    expect(told).toMatchObject([
      { type: 'event_type.created', actor: { id: 'ada' } },
      { type: 'event_type.changed', data: { changed: ['title', 'description', 'durations'] } },
      { type: 'event_type.deleted' },
    ]);
    expect(JSON.stringify([items, hub().logs()])).not.toContain('CANARY');
  });
});

describe('the list of event types', () => {
  it('comes in pages, oldest first, each once, also while some are deleted', async () => {
    const made: string[] = [];
    for (const title of ['One', 'Two', 'Three', 'Four', 'Five']) {
      made.push((await offered(hub(), { title })).id);
      await hub().advance('PT1S');
    }
    const first = await list('?limit=2');
    expect(first.items.map(({ title }) => title)).toEqual(['One', 'Two']);
    await remove(made[1] ?? '');
    await remove(made[2] ?? '');
    const second = await list(`?limit=2&cursor=${first.next}`);
    expect(second.items.map(({ title }) => title)).toEqual(['Four', 'Five']);
    expect(second.next).toBeUndefined();
    expect(await titles('ben')).toEqual(['One', 'Four', 'Five']);
  });

  it('has a tag that changes with its content', async () => {
    const { id } = await offered(hub());
    const { headers } = await get(EVENT_TYPES);
    const known = { 'if-none-match': headers.etag ?? '' };
    expect(await get(EVENT_TYPES, 'ada', known)).toMatchObject({ status: 304 });
    await put(id, offer({ title: 'Other' }));
    expect(await get(EVENT_TYPES, 'ada', known)).toMatchObject({ status: 200 });
  });

  it('refuses a page that is none', async () => {
    const foreign = Buffer.from('["2027-01-05T10:00:00Z","ety_one"]').toString('base64url');
    for (const cursor of ['nonsense', foreign])
      expect(await get(`${EVENT_TYPES}?cursor=${cursor}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid_cursor' },
      });
    for (const query of ['limit=0', 'limit=101', 'kind=collective'])
      expect((await get(`${EVENT_TYPES}?${query}`)).status).toBe(422);
  });
});

describe('an Idempotency-Key', () => {
  const KEY = { 'idempotency-key': 'offer-1' };

  it('makes one event type of a request that comes again, also at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(offer(), 'ben', KEY)));
    const ids = answers.map(({ body }) => EventTypeView.parse(body).id);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(ids).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] !== 'true')).toHaveLength(1);
    expect(await titles()).toEqual(['Intro call']);
    expect((await post(offer(), 'ada', KEY)).headers).not.toHaveProperty('idempotent-replayed');
  });

  it('names one body for a day, and what it made may be gone', async () => {
    const { body } = await post(offer(), 'ben', KEY);
    expect(Problem.parse((await post(offer({ title: 'Other' }), 'ben', KEY)).body)).toMatchObject({
      status: 409,
      code: 'idempotency_key_reused',
    });
    await remove(EventTypeView.parse(body).id);
    expect((await post(offer(), 'ben', KEY)).status).toBe(404);
    await hub().advance('PT24H1M');
    expect((await post(offer({ title: 'Other' }), 'ben', KEY)).status).toBe(201);
  });

  it('makes one of it wherever the hub dies on the way', async () => {
    for (const [index, death] of deaths({ tables: [0, 3] }).entries()) {
      const key = { 'idempotency-key': `dies ${index}` };
      await killAt(hub(), death);
      await insist(() => post(offer({ title: `Call ${index}` }), 'ada', key));
      await noMoreDeaths(hub());
      expect((await post(offer({ title: `Call ${index}` }), 'ada', key)).status).toBe(201);
    }
    const made = await titles();
    expect(made.toSorted()).toEqual(['0', '1', '2', '3'].map((index) => `Call ${index}`));
    expect(await titles('ben')).toEqual(made);
  });
});
