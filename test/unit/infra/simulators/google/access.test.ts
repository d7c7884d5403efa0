import { afterEach, describe, expect, it, vi } from 'vitest';
import { CALENDAR, refusal, useGoogle } from './simulated-google.ts';

const ADA = 'ada@acme.example';
const NOW = new Date('2027-01-01T00:00:00Z');
const google = useGoogle();
const TALK = { start: { dateTime: '2027-01-05T09:00:00Z' }, end: { dateTime: '2027-01-05T10:00:00Z' } };

afterEach(() => {
  vi.useRealTimers();
});

const freeze = () => vi.useFakeTimers({ toFake: ['Date'], now: NOW });
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const DAY_MS = 86_400_000;

describe('an access token', () => {
  it('ends by the clock', async () => {
    freeze();
    await google().account(ADA);
    const { access_token } = await google().connect(ADA);
    const list = () =>
      fetch(`${google().url}/calendar/v3/calendars/primary/events`, {
        headers: { authorization: `Bearer ${access_token}` },
      });
    later(3_598_999);
    expect((await list()).status).toBe(200);
    later(1);
    const response = await list();
    expect(response.status).toBe(401);
    expect(JSON.parse(await response.text()).error).toMatchObject({
      code: 401,
      errors: [{ domain: 'global', reason: 'authError', locationType: 'header', location: 'Authorization' }],
    });
  });

  it('is required', async () => {
    const response = await fetch(`${google().url}/calendar/v3/users/me/calendarList`);
    expect([response.status, JSON.parse(await response.text()).error.errors[0].reason]).toEqual([
      401,
      'required',
    ]);
  });

  it('of a small scope is refused with details', async () => {
    await google().account(ADA);
    const { access_token } = await google().connect(ADA, { scope: `openid ${CALENDAR}.events.readonly` });
    const response = await fetch(`${google().url}/calendar/v3/calendars/primary/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}` },
      body: JSON.stringify(TALK),
    });
    expect(response.status).toBe(403);
    expect(JSON.parse(await response.text()).error).toMatchObject({
      code: 403,
      status: 'PERMISSION_DENIED',
      errors: [{ reason: 'insufficientPermissions' }],
      details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }],
    });
  });

  it.each([
    ['calendar.events', [200, 403, 403, 403]],
    ['calendar.events.readonly', [200, 403, 403, 403]],
    ['calendar.events.freebusy', [200, 403, 403, 403]],
    ['calendar.calendarlist.readonly', [403, 200, 403, 403]],
    ['calendar.calendars.readonly', [403, 403, 200, 403]],
    ['calendar.settings.readonly', [403, 403, 403, 200]],
    ['calendar.readonly', [200, 200, 200, 200]],
  ])('with %s reads events, list, calendar and settings as %o', async (scope, expected) => {
    await google().account(ADA);
    const { access_token } = await google().connect(ADA, {
      scope: `openid https://www.googleapis.com/auth/${scope}`,
    });
    const paths = [
      'calendars/primary/events',
      'users/me/calendarList',
      'calendars/primary',
      'users/me/settings/timezone',
    ];
    const answers = await Promise.all(
      paths.map((path) =>
        fetch(`${google().url}/calendar/v3/${path}`, {
          headers: { authorization: `Bearer ${access_token}` },
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(expected);
  });

  it('for owned calendars sees no others', async () => {
    const team = { id: 'team@group.calendar.google.com', summary: 'Team', role: 'writer' };
    await google().account(ADA, { calendars: [team] });
    const { events } = await google().app(ADA, { scope: `openid ${CALENDAR}.events.owned` });
    expect((await events.list({ calendarId: 'primary' })).status).toBe(200);
    expect(await refusal(events.list({ calendarId: team.id }))).toMatchObject({ status: 404 });
  });
});

describe('a refresh token', () => {
  it('ends after six months without use, and lives on when used', async () => {
    freeze();
    await google().account(ADA);
    const used = (await google().connect(ADA)).refresh_token ?? '';
    const unused = (await google().connect(ADA)).refresh_token ?? '';
    later(100 * DAY_MS);
    expect((await google().refresh(used)).status).toBe(200);
    later(100 * DAY_MS);
    expect((await google().refresh(used)).status).toBe(200);
    expect((await google().refresh(unused)).status).toBe(400);
  });

  it('of a project in testing ends after a week', async () => {
    freeze();
    await google().control('project', { testing: true });
    await google().account(ADA);
    const { refresh_token = '' } = await google().connect(ADA);
    later(7 * DAY_MS - 1);
    expect((await google().refresh(refresh_token)).status).toBe(200);
    later(1);
    expect((await google().refresh(refresh_token)).status).toBe(400);
  });
});

describe('an authorization code', () => {
  it('ends after ten minutes', async () => {
    freeze();
    await google().account(ADA);
    const codes = [await google().consent(ADA), await google().consent(ADA)].map(
      (back) => back.searchParams.get('code') ?? '',
    );
    later(599_000);
    expect((await google().exchange(codes[0] ?? '')).status).toBe(200);
    later(1000);
    expect((await google().exchange(codes[1] ?? '')).status).toBe(400);
  });
});

describe('the limits', () => {
  const rateLimited = { reason: 'rateLimitExceeded', domain: 'usageLimits' };

  it('let a user call 600 times a minute, sliding, in either form of refusal', async () => {
    freeze();
    await google().control('limits', { userPerMinute: 4 });
    await google().account(ADA);
    const { events } = await google().app(ADA);
    const list = () => events.list({ calendarId: 'primary' });
    await list();
    later(30_000);
    for (let call = 0; call < 3; call += 1) await list();
    const refused = await Promise.all(Array.from({ length: 12 }, () => refusal(list())));
    expect(refused.every(({ reason }) => reason === 'rateLimitExceeded')).toBe(true);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([403, 429]));
    later(30_001);
    expect((await list()).status).toBe(200);
    expect(await refusal(list().then(list).then(list))).toMatchObject(rateLimited);
  });

  it('charge a patch three times, and the user whom quotaUser names', async () => {
    freeze();
    await google().control('limits', { userPerMinute: 4 });
    await google().account(ADA);
    const { events } = await google().app(ADA);
    await events.insert({ calendarId: 'primary', requestBody: { id: 'abc123', ...TALK } });
    const patch = (quotaUser?: string) =>
      events.patch({
        calendarId: 'primary',
        eventId: 'abc123',
        requestBody: { summary: 'x' },
        ...(quotaUser && { quotaUser }),
      });
    expect((await patch()).status).toBe(200);
    expect(await refusal(patch())).toMatchObject(rateLimited);
    expect((await patch('somebody-else')).status).toBe(200);
  });

  it('hold for the project as a whole too', async () => {
    freeze();
    await google().control('limits', { projectPerMinute: 1 });
    await google().account(ADA);
    await google().account('ben@acme.example');
    await (await google().app(ADA)).events.list({ calendarId: 'primary' });
    const ben = await google().app('ben@acme.example');
    expect(await refusal(ben.events.list({ calendarId: 'primary' }))).toMatchObject(rateLimited);
  });

  it('slow fast writes to one calendar, and stop invitations of strangers, where ordered', async () => {
    freeze();
    await google().control('limits', { writesPerCalendarPerSecond: 1, externalGuestsPerUser: 1 });
    await google().account(ADA);
    const { events } = await google().app(ADA);
    const insert = (attendees: string[]) =>
      events.insert({
        calendarId: 'primary',
        requestBody: { ...TALK, attendees: attendees.map((email) => ({ email })) },
      });
    await insert([ADA, 'one@else.example']);
    expect(await refusal(insert([]))).toMatchObject(rateLimited);
    later(1001);
    expect(await refusal(insert(['two@else.example']))).toMatchObject({
      status: 403,
      reason: 'quotaExceeded',
    });
    later(1001);
    expect((await insert([])).status).toBe(200);
  });

  it('do not count what a person does', async () => {
    freeze();
    await google().control('limits', { userPerMinute: 1 });
    await google().account(ADA);
    const { events } = await google().person(ADA);
    for (let call = 0; call < 5; call += 1)
      expect((await events.list({ calendarId: 'primary' })).status).toBe(200);
  });
});

describe('the calendar list', () => {
  it('shows each calendar with role and zone, the main one marked, down to the role asked for', async () => {
    const team = {
      id: 'team@group.calendar.google.com',
      summary: 'Team',
      role: 'reader',
      zone: 'Asia/Tokyo',
    };
    await google().account(ADA, { zone: 'Europe/Berlin', calendars: [team] });
    const { calendarList } = await google().app(ADA);
    const { data } = await calendarList.list();
    expect(data.items).toMatchObject([
      { id: ADA, primary: true, accessRole: 'owner', timeZone: 'Europe/Berlin' },
      { id: team.id, summary: 'Team', accessRole: 'reader', timeZone: 'Asia/Tokyo' },
    ]);
    const writable = await calendarList.list({ minAccessRole: 'writer' });
    expect(writable.data.items?.map(({ id }) => id)).toEqual([ADA]);
    expect((await calendarList.get({ calendarId: team.id })).data.accessRole).toBe('reader');
  });

  it('comes in pages', async () => {
    await google().account(ADA, { calendars: [{ summary: 'One' }, { summary: 'Two' }] });
    const { calendarList } = await google().app(ADA);
    const seen: unknown[] = [];
    let pageToken: string | undefined;
    do {
      const { data } = await calendarList.list({ maxResults: 2, ...(pageToken && { pageToken }) });
      seen.push(...(data.items ?? []).map(({ summary }) => summary));
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken);
    expect(seen).toEqual([ADA, 'One', 'Two']);
  });

  it('tells name and zone of a calendar, and the zone of the person', async () => {
    await google().account(ADA, { zone: 'Europe/Berlin' });
    const client = await google().app(ADA);
    expect((await client.calendars.get({ calendarId: 'primary' })).data).toMatchObject({
      id: ADA,
      timeZone: 'Europe/Berlin',
    });
    expect((await client.settings.get({ setting: 'timezone' })).data.value).toBe('Europe/Berlin');
    expect(await refusal(client.settings.get({ setting: 'nothing' }))).toMatchObject({ status: 404 });
  });

  it('answers what is not simulated in Google’s envelope', async () => {
    await google().account(ADA);
    const client = await google().app(ADA);
    expect(await refusal(client.calendarList.list({ syncToken: 'x' }))).toMatchObject({ status: 501 });
    expect(await refusal(client.acl.list({ calendarId: 'primary' }))).toMatchObject({ status: 404 });
  });
});
