import { describe, expect, it } from 'vitest';
import { CALENDAR, useGoogle } from './simulated-google.ts';

const ADA = 'ada@acme.example';
const BEN = 'ben@acme.example';
const READ = `${CALENDAR}.readonly`;
const google = useGoogle();
const calendarId = 'primary';

const text = async (response: Response | Promise<Response>) => (await response).text();
const authorizePost = (url: string, fields: [string, string][]) =>
  fetch(`${google().url}/o/oauth2/v2/auth`, {
    method: 'POST',
    body: new URLSearchParams([['request', new URL(url).search.slice(1)], ...fields]),
    redirect: 'manual',
  });

const act = (email: string, fields: Record<string, string>) =>
  google().form(`/ui/${encodeURIComponent(email)}`, fields);

const soon = () => {
  const start = new Date(Date.now() + 86_400_000).toISOString().slice(0, 14);
  return { start: { dateTime: `${start}00:00Z` }, end: { dateTime: `${start}30:00Z` } };
};

describe('the account chooser', () => {
  it('lists the accounts, the suggested one first, and escapes what it prints', async () => {
    await google().account(ADA, { name: '<b>Ada</b>' });
    await google().account(BEN);
    const page = await text(fetch(google().authorizeUrl({ login_hint: BEN })));
    expect(page.indexOf(BEN)).toBeLessThan(page.indexOf(ADA));
    expect(page).toContain('suggested by the app');
    expect(page).toContain('&lt;b&gt;Ada&lt;/b&gt;');
    expect(page).toContain('Use another account');
  });

  it('makes an account of a new address, and asks again for what is none', async () => {
    const url = google().authorizeUrl();
    expect(await text(authorizePost(url, [['account', 'nobody']]))).toContain('Enter an e-mail address');
    expect(await text(authorizePost(url, [['account', 'new@acme.example']]))).toContain('new@acme.example');
    expect((await google().state()).accounts).toMatchObject([{ email: 'new@acme.example' }]);
  });
});

describe('the consent page', () => {
  const scope = `openid ${CALENDAR} ${READ}`;

  it('has an empty box for every permission besides sign-in', async () => {
    await google().account(ADA);
    const page = await text(authorizePost(google().authorizeUrl({ scope }), [['account', ADA]]));
    expect(page.match(/type="checkbox"/g)).toHaveLength(3);
    expect(page).toContain('Select all');
    expect(page).not.toContain(' checked');
  });

  it.each<[string, [string, string][], string[]]>([
    ['the ticked box', [['scope', READ]], ['openid', READ]],
    ['all boxes by "Select all"', [['all', 'yes']], ['openid', CALENDAR, READ]],
    ['only sign-in without any box', [], ['openid']],
  ])('grants %s', async (_what, boxes, granted) => {
    await google().account(ADA);
    const fields: [string, string][] = [['account', ADA], ['decision', 'allow'], ...boxes];
    const response = await authorizePost(google().authorizeUrl({ scope }), fields);
    expect(response.status).toBe(303);
    const back = new URL(response.headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe('the-state');
    const answer = JSON.parse(await text(google().exchange(back.searchParams.get('code') ?? '')));
    expect(new Set(answer.scope.split(' '))).toEqual(new Set(granted));
  });

  it('goes back with access_denied on Cancel', async () => {
    await google().account(ADA);
    const fields: [string, string][] = [
      ['account', ADA],
      ['decision', 'deny'],
    ];
    const response = await authorizePost(google().authorizeUrl(), fields);
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('error')).toBe('access_denied');
  });

  it('is passed over when everything was granted before', async () => {
    await google().account(ADA);
    await google().consent(ADA);
    const response = await authorizePost(google().authorizeUrl({ prompt: '' }), [['account', ADA]]);
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('code')).toMatch(/^4\//);
  });

  it('checks the request again, so that a tampered form leads nowhere', async () => {
    await google().account(ADA);
    const url = google().authorizeUrl({ redirect_uri: 'https://evil.example/' });
    const response = await authorizePost(url, [
      ['account', ADA],
      ['decision', 'allow'],
    ]);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });
});

describe('the pages of a person', () => {
  const invited = async () => {
    await google().account(ADA, { zone: 'Europe/Berlin' });
    await google().account(BEN);
    const app = await google().app(ADA);
    const requestBody = { id: 'abc123', summary: 'Talk', attendees: [{ email: BEN }], ...soon() };
    await app.events.insert({ calendarId, requestBody });
    return app.events;
  };
  const ofAda = { calendar: ADA, event: 'abc123' };
  const ofBen = { calendar: BEN, event: 'abc123' };

  it('lead from the accounts to a calendar with its upcoming events', async () => {
    await invited();
    expect(await text(fetch(`${google().url}/`))).toContain(`href="/ui/${encodeURIComponent(ADA)}"`);
    const page = await text(fetch(`${google().url}/ui/${ADA}`));
    expect(page).toContain('Talk');
    expect(page).toContain('New start');
    expect(await text(fetch(`${google().url}/ui/${BEN}`))).toContain('Going?');
    expect((await fetch(`${google().url}/ui/nobody@acme.example`)).status).toBe(404);
  });

  it('let the organizer move an event in the zone of the calendar', async () => {
    const events = await invited();
    const response = await act(ADA, {
      ...ofAda,
      action: 'move',
      start: '2030-07-01T09:00',
      end: '2030-07-01T10:00',
    });
    expect(response.status).toBe(303);
    const { data } = await events.get({ calendarId, eventId: 'abc123' });
    expect(data.start).toEqual({ dateTime: '2030-07-01T09:00:00+02:00', timeZone: 'Europe/Berlin' });
  });

  it('let the organizer cancel, and a guest answer', async () => {
    const events = await invited();
    await act(BEN, { ...ofBen, action: 'tentative' });
    const { data } = await events.get({ calendarId, eventId: 'abc123' });
    expect(data.attendees?.[0]?.responseStatus).toBe('tentative');
    await act(ADA, { ...ofAda, action: 'cancel' });
    expect((await events.get({ calendarId, eventId: 'abc123' })).data.status).toBe('cancelled');
  });

  it('say in words what cannot be done', async () => {
    await invited();
    const response = await act(ADA, {
      ...ofAda,
      action: 'move',
      start: '2030-07-01T09:00',
      end: '2030-07-01T08:00',
    });
    const page = await text(fetch(google().url + response.headers.get('location')));
    expect(page).toContain('The specified time range is empty.');
  });

  it('let the person remove the app', async () => {
    await google().account(ADA);
    const { refresh_token = '' } = await google().connect(ADA);
    expect(await text(fetch(`${google().url}/`))).toContain('Remove the app');
    await act(ADA, { action: 'revoke' });
    expect((await google().refresh(refresh_token)).status).toBe(400);
  });

  it('do not count as calls of an app', async () => {
    await fetch(`${google().url}/`);
    await fetch(google().authorizeUrl());
    expect((await google().state()).calls).toEqual([]);
  });
});
