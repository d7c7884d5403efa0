import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idOf, useZoom } from './simulated-zoom.ts';

const ADA = 'ada@acme.example';
const BEN = 'ben@acme.example';
const GUS = 'gus@globex.example';
const DAY_MS = 86_400_000;
const MEETINGS = '/users/me/meetings';
const plan = { topic: 'Interview', type: 2, start_time: '2027-01-04T09:00:00Z', duration: 30 };
const zoom = useZoom();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2027-01-01T00:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('users/me', () => {
  it('tells who it is: the id that stays, the account that colleagues share, the plan', async () => {
    const ada = await zoom().app(ADA);
    const ben = await zoom().app(BEN, { plan: 'basic' });
    const [one, two] = [(await ada('GET', '/users/me')).body, (await ben('GET', '/users/me')).body];
    expect(one).toMatchObject({ email: ADA, type: 2, status: 'active', account_id: two.account_id });
    expect(two.type).toBe(1);
    expect(typeof one.pmi).toBe('number');
    expect(one.id).not.toBe(two.id);
    await zoom().account(ADA, { newEmail: 'lovelace@acme.example' });
    const renamed = (await ada('GET', '/users/me')).body;
    expect(renamed).toMatchObject({ id: one.id, email: 'lovelace@acme.example' });
  });

  it('knows an id letter for letter only, and nobody else', async () => {
    const ada = await zoom().app(ADA);
    const id = String((await ada('GET', '/users/me')).body.id);
    const flipped = [...id]
      .map((sign) => (sign === sign.toUpperCase() ? sign.toLowerCase() : sign.toUpperCase()))
      .join('');
    expect((await ada('GET', `/users/${id}`)).status).toBe(200);
    for (const name of [flipped, BEN]) {
      const { status, body } = await ada('GET', `/users/${encodeURIComponent(name)}`);
      expect([status, body.code]).toEqual([404, 1001]);
    }
  });

  it('is refused to a token without the scope, naming both that would do', async () => {
    await zoom().control('app', { scopes: ['meeting:read:meeting'] });
    const ada = await zoom().app(ADA);
    const { status, body } = await ada('GET', '/users/me');
    expect([status, body]).toEqual([
      400,
      {
        code: 4711,
        message: 'Invalid access token, does not contain scopes:[user:read:user, user:read:user:admin].',
      },
    ]);
  });
});

describe('creating', () => {
  it('answers 201 with number, link and a start link that is new each time', async () => {
    const ada = await zoom().app(ADA);
    const made = await ada('POST', MEETINGS, { ...plan, timezone: 'Europe/Prague', agenda: 'ref-1 talk' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...plan, timezone: 'Europe/Prague', agenda: 'ref-1 talk' });
    expect(made.body.join_url).toMatch(/^https:\/\/us02web\.zoom\.us\/j\/\d{11}\?pwd=/);
    expect(idOf(made)).toMatch(/^\d{11}$/);
    const read = await ada('GET', `/meetings/${idOf(made)}`);
    expect(read.body).toMatchObject({ join_url: made.body.join_url, status: 'waiting' });
    expect(read.body.start_url).toMatch(/zak=fake\./);
    expect(read.body.start_url).not.toBe(made.body.start_url);
  });

  it('writes some ids as numbers that a double would round', async () => {
    await zoom().control('app', { meetingIds: 'long' });
    const ada = await zoom().app(ADA);
    const made = await ada('POST', MEETINGS, plan);
    expect(made.text).toMatch(/"id":\d{18},/);
    expect(String(made.body.id)).not.toBe(idOf(made));
    expect((await ada('GET', `/meetings/${idOf(made)}`)).text).toContain(`"id":${idOf(made)},`);
    expect((await ada('GET', `/meetings/${BigInt(idOf(made)) - 1n}`)).status).toBe(404);
  });

  it('mixes long ids and slashes in uuids among the others unless told', async () => {
    const person = await zoom()
      .account(ADA)
      .then(() => zoom().person(ADA));
    const made = await Promise.all(Array.from({ length: 12 }, () => person('POST', MEETINGS, plan)));
    expect(new Set(made.map((each) => idOf(each).length))).toEqual(new Set([11, 18]));
    const uuids = made.map(({ body }) => String(body.uuid));
    expect(uuids.some((uuid) => uuid.startsWith('/'))).toBe(true);
    expect(uuids.some((uuid) => !uuid.includes('/'))).toBe(true);
  });

  it('makes two of the same call', async () => {
    const ada = await zoom().app(ADA);
    const [one, two] = [await ada('POST', MEETINGS, plan), await ada('POST', MEETINGS, plan)];
    expect(idOf(one)).not.toBe(idOf(two));
    expect((await zoom().state()).meetings).toHaveLength(2);
  });

  it.each([
    [{ topic: 'x'.repeat(201) }, 'topic'],
    [{ agenda: 'x'.repeat(2001) }, 'agenda'],
    [{ password: 'with space' }, 'password'],
    [{ password: '12345678901' }, 'password'],
    [{ start_time: '2027-01-04T09:00:00+02:00' }, 'start_time'],
    [{ start_time: '2027-01-04T09:00:00.000Z' }, 'start_time'],
    [{ start_time: '2027-13-04T09:00:00Z' }, 'start_time'],
    [{ timezone: 'Prague' }, 'timezone'],
    [{ duration: 1.5 }, 'duration'],
    [{ type: 7 }, 'type'],
    [{ settings: { waiting_room: 'yes' } }, 'settings.waiting_room'],
  ])('with %o is refused, naming the field', async (more, field) => {
    const ada = await zoom().app(ADA);
    const { status, body } = await ada('POST', MEETINGS, { ...plan, ...more });
    expect([status, body]).toEqual([
      400,
      { code: 300, message: 'Validation Failed.', errors: [{ field, message: 'Invalid field.' }] },
    ]);
    expect((await zoom().state()).meetings).toEqual([]);
  });

  it('wants a JSON object, and no other host', async () => {
    const ada = await zoom().app(ADA);
    expect((await ada('POST', MEETINGS, '{"topic":')).body).toMatchObject({ code: 300 });
    const { status, body } = await ada('POST', MEETINGS, { ...plan, schedule_for: BEN });
    expect([status, body.code]).toEqual([400, 3000]);
  });

  it.each([
    [{ start_time: '2027-07-04T09:00:00', timezone: 'Europe/Prague' }, '2027-07-04T07:00:00Z'],
    [{ start_time: '2027-07-04T09:00:00' }, '2027-07-04T13:00:00Z'],
    [{ start_time: '2027-07-04T09:00:00Z', timezone: 'Europe/Prague' }, '2027-07-04T09:00:00Z'],
  ])('reads %o in its zone, or in the user’s own', async (more, start) => {
    const ada = await zoom().app(ADA, { zone: 'America/New_York' });
    expect((await ada('POST', MEETINGS, { ...plan, ...more })).body.start_time).toBe(start);
  });

  it('secures what nothing else secures, and drops what the plan lacks', async () => {
    const ada = await zoom().app(ADA, { plan: 'basic' });
    const settings = { waiting_room: false, approval_type: 0 };
    const open = await ada('POST', MEETINGS, { ...plan, password: '', settings });
    expect(open.body.settings).toMatchObject({ waiting_room: true, approval_type: 2 });
    expect(open.body.join_url).not.toContain('pwd');
    const locked = await ada('POST', MEETINGS, { ...plan, settings });
    expect(locked.body.settings).toMatchObject({ waiting_room: false });
  });

  it('with the personal meeting id shares its link', async () => {
    const ada = await zoom().app(ADA);
    const own = { ...plan, settings: { use_pmi: true }, password: 'same' };
    const [one, two] = [await ada('POST', MEETINGS, own), await ada('POST', MEETINGS, own)];
    expect(one.body.join_url).toBe(two.body.join_url);
    expect(typeof one.body.pmi).toBe('string');
  });

  it('is not for users who may not host', async () => {
    const ada = await zoom().app(ADA);
    await zoom().account(ADA, { status: 'inactive' });
    expect((await ada('POST', MEETINGS, plan)).body.code).toBe(3161);
    expect((await ada('GET', '/users/me')).body.status).toBe('inactive');
    await zoom().account(ADA, { status: 'deleted' });
    expect((await ada('GET', '/users/me')).body.code).toBe(1001);
  });
});

describe('a meeting', () => {
  const stage = async () => {
    const ada = await zoom().app(ADA);
    const made = await ada('POST', MEETINGS, plan);
    return { ada, made, path: `/meetings/${idOf(made)}` };
  };

  it('moves by 204 without a body, keeping number and link', async () => {
    const { ada, made, path } = await stage();
    const moved = { start_time: '2027-01-05T10:00:00Z', timezone: 'UTC', duration: 45 };
    const answer = await ada('PATCH', path, moved);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await ada('GET', path)).body).toMatchObject({
      ...moved,
      id: made.body.id,
      join_url: made.body.join_url,
      topic: plan.topic,
    });
    await ada('PATCH', path, { password: 'another' });
    expect((await ada('GET', path)).body.join_url).not.toBe(made.body.join_url);
  });

  it('is deleted by 204, gone for the API, and may come back from the trash', async () => {
    const { ada, made, path } = await stage();
    const answer = await ada('DELETE', `${path}?schedule_for_reminder=false&cancel_meeting_reminder=false`);
    expect([answer.status, answer.text]).toEqual([204, '']);
    for (const method of ['GET', 'DELETE', 'PATCH']) {
      const { status, body } = await ada(method, path, method === 'PATCH' ? {} : undefined);
      expect([status, body.code]).toEqual([404, 3001]);
    }
    await zoom().control('meetings', { id: idOf(made), act: 'recover' });
    expect((await ada('GET', path)).status).toBe(200);
  });

  it('in progress takes no change and no deletion', async () => {
    const { ada, made, path } = await stage();
    await zoom().control('meetings', { id: idOf(made), act: 'start' });
    expect((await ada('GET', path)).body.status).toBe('started');
    expect((await ada('PATCH', path, { topic: 'x' })).body.code).toBe(3000);
    expect((await ada('DELETE', path)).body.code).toBe(3002);
  });

  it('that has ended has another uuid, and takes no deletion', async () => {
    const { ada, made, path } = await stage();
    await zoom().control('meetings', { id: idOf(made), act: 'start' });
    await zoom().control('meetings', { id: idOf(made), act: 'end' });
    const { status, body } = await ada('DELETE', path);
    expect([status, body.code]).toEqual([400, 3007]);
    expect((await ada('GET', path)).body.uuid).not.toBe(made.body.uuid);
    await expect(zoom().control('meetings', { id: idOf(made), act: 'end' })).rejects.toThrow('400');
  });

  it('is its host’s alone, who is known by no address', async () => {
    const { path } = await stage();
    for (const email of [BEN, GUS]) {
      const other = await zoom().app(email);
      expect((await other('GET', path)).body.code).toBe(3000);
      expect((await other('PATCH', path, { topic: 'x' })).body.code).toBe(3003);
      expect((await other('DELETE', path)).body.code).toBe(3003);
    }
  });

  it('is forgotten a month after its date', async () => {
    const { made } = await stage();
    vi.setSystemTime(Date.parse(plan.start_time) + 30 * 60_000 + 30 * DAY_MS);
    const person = await zoom().person(ADA);
    expect((await person('GET', `/meetings/${idOf(made)}`)).body.code).toBe(3001);
  });

  it('is found by its uuid, encoded twice where a slash begins it', async () => {
    await zoom().account(ADA);
    const person = await zoom().person(ADA);
    const made = await Promise.all(Array.from({ length: 12 }, () => person('POST', MEETINGS, plan)));
    const uuids = made.map(({ body }) => String(body.uuid));
    const slashed = uuids.find((uuid) => uuid.startsWith('/')) ?? '';
    const once = encodeURIComponent(slashed);
    expect((await person('GET', `/meetings/${once}`)).status).toBe(404);
    const twice = encodeURIComponent(once);
    expect((await person('GET', `/meetings/${twice}`)).body.uuid).toBe(slashed);
  });
});

describe('the list', () => {
  it('goes by pages whose tokens live a quarter of an hour, with the agenda cut', async () => {
    const ada = await zoom().app(ADA);
    for (const hour of ['11', '09', '10'])
      await ada('POST', MEETINGS, {
        ...plan,
        start_time: `2027-01-04T${hour}:00:00Z`,
        agenda: `ref-${hour} ${'x'.repeat(300)}`,
      });
    const first = await ada('GET', `${MEETINGS}?type=scheduled&page_size=2`);
    expect(first.body).toMatchObject({ total_records: 3, page_size: 2 });
    expect(first.text.match(/ref-\d\d x{243}"/g)).toHaveLength(2);
    const page = `${MEETINGS}?page_size=2&next_page_token=${String(first.body.next_page_token)}`;
    const second = await ada('GET', page);
    expect(second.body.next_page_token).toBe('');
    expect(second.text.match(/ref-\d\d/g)).toEqual(['ref-11']);
    vi.setSystemTime(Date.now() + 15 * 60_000);
    expect((await ada('GET', page)).body.code).toBe(300);
    expect((await ada('GET', `${MEETINGS}?page_size=301`)).body.code).toBe(300);
  });

  it('holds the caller’s own, by type and date', async () => {
    const ada = await zoom().app(ADA);
    const ben = await zoom().app(BEN);
    const old = await ada('POST', MEETINGS, { ...plan, start_time: '2026-12-30T09:00:00Z' });
    const soon = await ada('POST', MEETINGS, plan);
    await ben('POST', MEETINGS, plan);
    const ids = async (query: string) => {
      const { text } = await ada('GET', `${MEETINGS}?${query}`);
      return [...text.matchAll(/"id":(\d+)/g)].map(([, id]) => id);
    };
    expect(await ids('type=scheduled')).toEqual([idOf(old), idOf(soon)]);
    expect(await ids('type=upcoming')).toEqual([idOf(soon)]);
    expect(await ids('from=2026-12-01&to=2026-12-31')).toEqual([idOf(old)]);
    await zoom().control('meetings', { id: idOf(soon), act: 'start' });
    expect(await ids('type=live')).toEqual([idOf(soon)]);
    await zoom().control('meetings', { id: idOf(soon), act: 'end' });
    expect(await ids('type=previous_meetings')).toEqual([idOf(soon)]);
  });
});

describe('registrants', () => {
  const registration = { ...plan, settings: { approval_type: 0 } };
  const guest = { email: 'guest@else.example', first_name: 'Guest' };

  it('get a link each, the same one for the same address', async () => {
    const ada = await zoom().app(ADA);
    const path = `/meetings/${idOf(await ada('POST', MEETINGS, registration))}/registrants`;
    const one = await ada('POST', path, guest);
    const two = await ada('POST', path, { ...guest, email: 'other@else.example' });
    const again = await ada('POST', path, { ...guest, email: 'Guest@else.example' });
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(again.body).toEqual(one.body);
    expect(one.body.join_url).not.toBe(two.body.join_url);
    expect((await ada('GET', path)).body).toMatchObject({
      total_records: 2,
      registrants: [{ email: guest.email, join_url: one.body.join_url }, { email: 'other@else.example' }],
    });
    const { pathname, search } = new URL(String(one.body.join_url));
    expect((await zoom().send('GET', pathname + search)).status).toBe(200);
    expect((await ada('DELETE', `${path}/${String(one.body.registrant_id)}`)).status).toBe(204);
    expect((await zoom().send('GET', pathname + search)).status).toBe(404);
    expect((await ada('POST', path, { email: 'none' })).body.code).toBe(300);
  });

  it('are not for a Basic host, nor for a meeting without registration', async () => {
    const ada = await zoom().app(ADA, { plan: 'basic' });
    const basic = idOf(await ada('POST', MEETINGS, registration));
    const refused = await ada('POST', `/meetings/${basic}/registrants`, guest);
    expect([refused.status, refused.body.code]).toEqual([400, 200]);
    const ben = await zoom().app(BEN);
    const plain = idOf(await ben('POST', MEETINGS, plan));
    expect((await ben('POST', `/meetings/${plain}/registrants`, guest)).status).toBe(404);
  });
});

describe('limits', () => {
  it('are a hundred creates and updates a host and UTC day, said without a Retry-After', async () => {
    const ada = await zoom().app(ADA);
    await zoom().control('limits', { writesPerHostPerDay: 3 });
    const path = `/meetings/${idOf(await ada('POST', MEETINGS, plan))}`;
    await ada('PATCH', path, { topic: 'one' });
    await ada('PATCH', path, { topic: 'two' });
    const { status, body, headers } = await ada('POST', MEETINGS, plan);
    expect([status, body]).toEqual([
      429,
      {
        code: 429,
        message:
          'You have exceeded the daily rate limit (3) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.',
      },
    ]);
    expect([headers.get('retry-after'), headers.get('x-ratelimit-type')]).toEqual([null, null]);
    expect((await ada('DELETE', path)).status).toBe(204);
    const ben = await zoom().app(BEN);
    expect((await ben('POST', MEETINGS, plan)).status).toBe(201);
    vi.setSystemTime(Date.parse('2027-01-02T00:00:00Z'));
    const late = zoom().api((await zoom().connect(ADA)).access_token);
    expect((await late('POST', MEETINGS, plan)).status).toBe(201);
  });

  it('are shared by a company, by the second', async () => {
    const ada = await zoom().app(ADA);
    const ben = await zoom().app(BEN);
    await zoom().control('limits', { lightPerSecond: 2 });
    await ada('GET', '/users/me');
    await ben('GET', '/users/me');
    const { status, body, headers } = await ada('GET', '/users/me');
    expect([status, body.message]).toEqual([
      429,
      'You have reached the maximum per-second rate limit for this API. Try again later.',
    ]);
    expect([headers.get('x-ratelimit-category'), headers.get('x-ratelimit-type')]).toEqual(['Light', 'QPS']);
    vi.setSystemTime(Date.now() + 1000);
    expect((await ada('GET', '/users/me')).status).toBe(200);
  });

  it('by the day count down in the headers and end with the instant they are over', async () => {
    const ada = await zoom().app(ADA);
    await zoom().control('limits', { plan: 'free', lightPerDay: 2 });
    const left = async () => (await ada('GET', '/users/me')).headers.get('x-ratelimit-remaining');
    expect([await left(), await left()]).toEqual(['1', '0']);
    const { status, headers } = await ada('GET', '/users/me');
    expect([status, headers.get('x-ratelimit-type'), headers.get('retry-after')]).toEqual([
      429,
      'Daily-limit',
      '2027-01-02T00:00:00Z',
    ]);
  });
});
