import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { CALENDAR, refusal, useGoogle } from './simulated-google.ts';

const ADA = 'ada@acme.example';
const ROBOT = 'robot@project.iam.example';
const AUDIENCE = 'https://oauth2.googleapis.com/token';
const DIRECTORY = 'https://www.googleapis.com/auth/admin.directory.user.readonly';
const google = useGoogle();

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let keys: Keys;
let strangers: Keys;
let publicKey = '';

beforeAll(async () => {
  [keys, strangers] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  publicKey = await exportSPKI(keys.publicKey);
});

const trusted = async (more: Record<string, unknown> = {}) => {
  await google().account(ADA);
  const order = {
    serviceAccount: ROBOT,
    publicKey,
    domain: 'acme.example',
    scopes: [CALENDAR, DIRECTORY],
    ...more,
  };
  await google().control('delegation', order);
};

const ask = async (claims: Record<string, unknown> = {}, key = keys.privateKey) => {
  const iat = Math.floor(Date.now() / 1000);
  const whole = { iss: ROBOT, sub: ADA, scope: CALENDAR, aud: AUDIENCE, iat, exp: iat + 3600, ...claims };
  const assertion = await new SignJWT(whole).setProtectedHeader({ alg: 'RS256' }).sign(key);
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const response = await google().form('/token', { grant_type, assertion });
  return { status: response.status, body: JSON.parse(await response.text()) };
};

describe('a service account that an admin trusts', () => {
  it('acts for a user of the domain, without consent and without a refresh token', async () => {
    await trusted();
    const { status, body } = await ask();
    expect([status, Object.keys(body).sort()]).toEqual([200, ['access_token', 'expires_in', 'token_type']]);
    const { data } = await google().clientFor(body.access_token).calendarList.get({ calendarId: 'primary' });
    expect(data.id).toBe(ADA);
  });

  it('keeps its access when the user removes the app', async () => {
    await trusted();
    const { body } = await ask();
    await google().connect(ADA);
    await google().control('revoke', { account: ADA });
    expect((await google().clientFor(body.access_token).calendarList.list()).status).toBe(200);
  });

  it.each<[Record<string, unknown>, number, string]>([
    [{ scope: `${CALENDAR} ${CALENDAR}.events` }, 401, 'unauthorized_client'],
    [{ scope: `${CALENDAR}.events` }, 401, 'unauthorized_client'],
    [{ scope: '' }, 400, 'invalid_scope'],
    [{ scope: `${CALENDAR},${CALENDAR}` }, 400, 'invalid_scope'],
    [{ sub: 'nobody@acme.example' }, 400, 'invalid_grant'],
    [{ iss: 'else@project.iam.example' }, 400, 'invalid_grant'],
    [{ aud: 'https://else.example/' }, 400, 'invalid_grant'],
    [{ iat: 1, exp: 3601 }, 400, 'invalid_grant'],
    [{ exp: Math.floor(Date.now() / 1000) + 9000 }, 400, 'invalid_grant'],
  ])('is refused with %o', async (claims, status, error) => {
    await trusted();
    const answer = await ask(claims);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
  });

  it('is refused with another key, in another domain, and before the word has spread', async () => {
    await trusted();
    expect((await ask({}, strangers.privateKey)).body.error_description).toBe('Invalid JWT Signature.');
    await google().account('gus@globex.example');
    expect((await ask({ sub: 'gus@globex.example' })).status).toBe(401);
    google().simulator.reset();
    await trusted({ delayMs: 60_000 });
    expect((await ask()).status).toBe(401);
  });

  it('pays for the calls of its users, unless it names them', async () => {
    await trusted();
    await google().account('ben@acme.example');
    await google().control('limits', { userPerMinute: 1 });
    const [ada, ben] = await Promise.all(
      [ADA, 'ben@acme.example'].map(async (sub) =>
        google().clientFor((await ask({ sub })).body.access_token),
      ),
    );
    expect((await ada?.calendarList.list())?.status).toBe(200);
    const unnamed = ben?.calendarList.list() ?? Promise.resolve();
    expect(await refusal(unnamed)).toMatchObject({ reason: 'rateLimitExceeded' });
    expect((await ben?.calendarList.list({ quotaUser: 'ben' }))?.status).toBe(200);
  });

  it('may stop the channel of any of its users', async () => {
    await trusted();
    await google().account('ben@acme.example');
    const [ada, ben] = await Promise.all(
      [ADA, 'ben@acme.example'].map(async (sub) =>
        google().clientFor((await ask({ sub })).body.access_token),
      ),
    );
    const requestBody = { id: 'channel-1', type: 'web_hook', address: `${google().url}/nowhere` };
    const opened = await ada?.events.watch({ calendarId: 'primary', requestBody });
    const channel = { id: 'channel-1', resourceId: opened?.data.resourceId ?? '' };
    expect((await ben?.channels.stop({ requestBody: channel }))?.status).toBe(204);
  });

  it('learns that a user has no Calendar', async () => {
    await trusted();
    const { body } = await ask();
    await google().account(ADA, { suspended: true });
    const call = google().clientFor(body.access_token).events.list({ calendarId: 'primary' });
    expect(await refusal(call)).toMatchObject({ status: 403, reason: 'notACalendarUser' });
  });
});

describe('the directory', () => {
  const users = async (query: string, token: string) => {
    const response = await fetch(`${google().url}/admin/directory/v1/users?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };

  const admin = async () => {
    await trusted();
    await google().account(ADA, { admin: true });
    for (const name of ['ben', 'chloe']) await google().account(`${name}@acme.example`);
    await google().account('dan@acme.example', { suspended: true });
    await google().account('gus@globex.example');
    return (await ask({ scope: DIRECTORY })).body.access_token;
  };

  it('lists the domain in pages, suspended users too', async () => {
    const token = await admin();
    const first = await users('customer=my_customer&maxResults=3', token);
    expect(first.body.users.map(({ primaryEmail }: { primaryEmail: string }) => primaryEmail)).toEqual([
      ADA,
      'ben@acme.example',
      'chloe@acme.example',
    ]);
    const second = await users(
      `customer=my_customer&maxResults=3&pageToken=${first.body.nextPageToken}`,
      token,
    );
    expect(second.body.users).toMatchObject([{ primaryEmail: 'dan@acme.example', suspended: true }]);
    expect(second.body.nextPageToken).toBeUndefined();
  });

  it('wants a customer or domain, a page of at most 500, an admin, and the scope', async () => {
    const token = await admin();
    expect((await users('', token)).status).toBe(400);
    expect((await users('customer=my_customer&maxResults=501', token)).status).toBe(400);
    const member = (await ask({ sub: 'ben@acme.example', scope: DIRECTORY })).body.access_token;
    expect((await users('customer=my_customer', member)).status).toBe(403);
    expect((await users('customer=my_customer&viewType=domain_public', member)).status).toBe(200);
    expect((await users('customer=my_customer', (await ask()).body.access_token)).status).toBe(403);
    expect((await users('customer=my_customer', 'nothing')).status).toBe(401);
  });
});
