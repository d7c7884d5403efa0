import { beforeEach, describe, expect, it } from 'vitest';
import { meeting, REDIRECT, useMicrosoft, utc } from './simulated-microsoft.ts';

const ADA = 'ada@acme.example';
const BEN = 'ben@acme.example';
const microsoft = useMicrosoft();

const text = async (response: Response | Promise<Response>) => (await response).text();
const post = (path: string, fields: Record<string, string>) =>
  fetch(microsoft().url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
/** A form on a page of the sign-in, which carries the whole request. */
const press = (url: string, fields: Record<string, string>) => {
  const { pathname, search } = new URL(url);
  return post(pathname, { request: search.slice(1), ...fields });
};
const locationOf = (response: Response) => new URL(response.headers.get('location') ?? 'none:');
const act = (email: string, fields: Record<string, string>) =>
  post(`/ui/${encodeURIComponent(email)}`, fields);
const pageOf = (email: string) => text(fetch(`${microsoft().url}/ui/${encodeURIComponent(email)}`));

beforeEach(async () => {
  await microsoft().account(ADA, { name: '<b>Ada</b>', zone: 'Europe/Prague' });
  await microsoft().account(BEN);
});

describe('the sign-in', () => {
  it('lists who may sign in there, the suggested one first, and escapes what it prints', async () => {
    await microsoft().account('ida@outlook.com');
    const page = await text(fetch(microsoft().authorizeUrl({ segment: 'organizations', login_hint: BEN })));
    expect(page.indexOf(BEN)).toBeLessThan(page.indexOf(ADA));
    expect(page).toContain('&lt;b&gt;Ada&lt;/b&gt;');
    expect(page).not.toContain('ida@outlook.com');
    const hinted = await text(fetch(microsoft().authorizeUrl({ domain_hint: 'outlook.com' })));
    expect(hinted).not.toContain(BEN);
  });

  it('makes an account of a new address, and asks again for what is none', async () => {
    const url = microsoft().authorizeUrl();
    expect(await text(press(url, { account: 'nobody' }))).toContain('Enter an e-mail address');
    expect(await text(press(url, { account: 'new@hotmail.com' }))).toContain('new@hotmail.com');
    expect((await microsoft().state()).accounts).toContainEqual(
      expect.objectContaining({ email: 'new@hotmail.com', personal: true }),
    );
  });

  it('asks for consent once, and passes through the next time', async () => {
    const url = microsoft().authorizeUrl();
    const asked = await text(press(url, { account: ADA }));
    expect(asked).toContain('Have full access to your calendars');
    const back = locationOf(await press(url, { account: ADA, decision: 'allow' }));
    expect(back.href).toContain(REDIRECT);
    expect((await microsoft().exchange(back.searchParams.get('code') ?? '')).status).toBe(200);
    expect(locationOf(await press(url, { account: ADA })).searchParams.has('code')).toBe(true);
    const again = microsoft().authorizeUrl({ prompt: 'consent' });
    expect(await text(press(again, { account: ADA }))).toContain('Permissions requested');
  });

  it('comes back with an error when it is cancelled', async () => {
    const back = locationOf(await press(microsoft().authorizeUrl(), { account: ADA, decision: 'deny' }));
    expect(back.searchParams.get('error_subcode')).toBe('cancel');
  });

  it.each([
    ['an unknown client', { client_id: 'other' }, 700016],
    ['an unknown address', { redirect_uri: 'https://evil.example/' }, 50011],
    ['no scope', { scope: '' }, 900144],
    ['an unknown scope', { scope: 'Calendars.Destroy' }, 70011],
    ['another response type', { response_type: 'token' }, 700054],
    ['a wrong challenge', { code_challenge: 'short', code_challenge_method: 'S256' }, 50147],
  ])('shows %s on its own page, and sends nobody anywhere', async (_what, more, number) => {
    const response = await fetch(microsoft().authorizeUrl(more), { redirect: 'manual' });
    expect([response.status, await text(response)]).toEqual([
      400,
      expect.stringContaining(`AADSTS${number}`),
    ]);
  });

  it.each([
    ['login_required', 'nobody@acme.example'],
    ['consent_required', ADA],
  ])('answers prompt=none with %s', async (error, hint) => {
    const url = microsoft().authorizeUrl({ prompt: 'none', login_hint: hint });
    const response = await fetch(url, { redirect: 'manual' });
    expect(locationOf(response).searchParams.get('error')).toBe(error);
  });

  it('can answer by a form, or behind the fragment', async () => {
    const posted = await text(
      press(microsoft().authorizeUrl({ response_mode: 'form_post' }), { account: ADA, decision: 'allow' }),
    );
    expect(posted).toContain(`action="${REDIRECT}"`);
    expect(posted).toMatch(/name="code" value="[^"]+"/);
    const back = locationOf(
      await press(microsoft().authorizeUrl({ response_mode: 'fragment' }), { account: ADA }),
    );
    expect([back.search, back.hash]).toEqual(['', expect.stringContaining('code=')]);
  });
});

describe('the wall', () => {
  it.each([
    ['error', 'Return to the application'],
    ['nothing', undefined],
  ])('says that an admin is needed, with a way back or without (%s)', async (wall, way) => {
    await microsoft().control('tenants', { domain: 'acme.example', policy: 'admin', wall });
    const response = await press(microsoft().authorizeUrl(), { account: ADA });
    const page = await text(response);
    expect([response.status, page]).toEqual([403, expect.stringContaining('Need admin approval')]);
    expect(page.includes('Return to the application')).toBe(way !== undefined);
    if (way === undefined) return;
    const back = locationOf(await press(microsoft().authorizeUrl(), { account: ADA, decision: 'deny' }));
    expect(back.searchParams.get('error_description')).toContain('AADSTS90094');
  });

  it('is not climbed by posting the form behind it', async () => {
    await microsoft().control('tenants', { domain: 'acme.example', policy: 'admin', wall: 'nothing' });
    const response = await press(microsoft().authorizeUrl(), { account: ADA, decision: 'allow' });
    expect(response.status).toBe(403);
    expect((await microsoft().state()).grants).toEqual([]);
  });

  it('falls when the admin consents on the page of their own', async () => {
    await microsoft().control('tenants', { domain: 'acme.example', policy: 'admin' });
    await microsoft().account('boss@acme.example', { admin: true });
    const { searchParams } = new URL(microsoft().authorizeUrl());
    const url = `${microsoft().url}/organizations/v2.0/adminconsent?${searchParams}`;
    expect(await text(fetch(url))).toContain('Pick an account');
    expect(await text(press(url, { account: ADA }))).toContain('Only an administrator');
    expect(await text(press(url, { account: 'boss@acme.example' }))).toContain('for your organization');
    const back = locationOf(await press(url, { account: 'boss@acme.example', decision: 'allow' }));
    expect(back.searchParams.get('admin_consent')).toBe('True');
    expect(
      locationOf(await press(microsoft().authorizeUrl(), { account: ADA })).searchParams.has('code'),
    ).toBe(true);
  });
});

describe('a calendar in the browser', () => {
  const soon = (): [string, string] => {
    const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    return [`${day}T09:00:00`, `${day}T10:00:00`];
  };
  const planned = async () => {
    const [start, end] = soon();
    const graph = await microsoft().app(ADA);
    const { body } = await graph('POST', '/me/events', {
      body: meeting(undefined, {
        start: utc(start),
        end: utc(end),
        attendees: [{ emailAddress: { address: BEN } }],
        isOnlineMeeting: true,
      }),
      headers: { prefer: 'IdType="ImmutableId"' },
    });
    return { graph, id: String(body.id), day: start.slice(0, 10) };
  };
  const read = async ({ graph, id }: Awaited<ReturnType<typeof planned>>) =>
    graph('GET', `/me/events/${encodeURIComponent(id)}`);

  it('shows what is planned, and where to join', async () => {
    await planned();
    const page = await pageOf(ADA);
    expect(page).toContain('Interview');
    expect(page).toContain('Join the Teams meeting');
    expect(page).toContain(`${BEN} (none)`);
    expect(await text(fetch(`${microsoft().url}/`))).toContain('/ui/ben%40acme.example');
  });

  it('lets the organizer move, rename and delete', async () => {
    const event = await planned();
    const moved = { start: `${event.day}T15:00`, end: `${event.day}T16:00` };
    expect((await act(ADA, { action: 'move', event: event.id, ...moved })).status).toBe(303);
    const { start } = (await read(event)).body;
    expect(['13:00', '14:00']).toContain(String(Object(start).dateTime).slice(11, 16));
    await act(ADA, { action: 'rename', event: event.id, subject: 'Chat' });
    expect((await read(event)).body.subject).toBe('Chat');
    await act(ADA, { action: 'delete', event: event.id });
    expect((await read(event)).status).toBe(404);
    expect(await pageOf(BEN)).toContain('Canceled: Chat');
  });

  it('lets attendees answer', async () => {
    const event = await planned();
    const copy = (await microsoft().state()).events?.find(({ account }) => account === BEN);
    await act(BEN, { action: 'tentativelyAccepted', event: String(copy?.id) });
    expect((await read(event)).body.attendees).toMatchObject([
      { status: { response: 'tentativelyAccepted' } },
    ]);
    await act(BEN, { action: 'declined', event: String(copy?.id) });
    expect(await pageOf(BEN)).toContain('No upcoming events');
  });

  it('says what did not work', async () => {
    const response = await act(ADA, { action: 'delete', event: 'nonsense' });
    const page = await text(fetch(microsoft().url + (response.headers.get('location') ?? '')));
    expect(page).toContain('That did not work');
  });

  it('lets the person take the app’s access away', async () => {
    const { refresh_token: token } = await microsoft().connect(ADA);
    expect(await text(fetch(`${microsoft().url}/`))).toContain('Revoke the app’s permissions');
    await act(ADA, { action: 'revoke' });
    expect((await microsoft().refresh(token)).body).toMatchObject({ error_codes: [65001] });
  });
});
