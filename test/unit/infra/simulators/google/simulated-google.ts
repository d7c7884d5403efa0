import { createHash } from 'node:crypto';
import { OAuth2Client } from 'google-auth-library';
import { calendar, type calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startGoogle } from '../../../../../infra/simulators/google/main.ts';
import type { Simulator } from '../../../../../infra/simulators/simulator.ts';

export const CLIENT = { clientId: 'app-1.apps.example', clientSecret: 'app-secret' };
export const REDIRECT = 'https://hub.example/oauth/google/callback';
export const CALENDAR = 'https://www.googleapis.com/auth/calendar';
export const VERIFIER = 'v'.repeat(64);

type Json = Record<string, unknown>;

/** What the tests do to one simulator of their own. */
export class SimulatedGoogle {
  readonly simulator: Simulator;

  constructor(simulator: Simulator) {
    this.simulator = simulator;
  }

  get url(): string {
    return this.simulator.url;
  }

  post(path: string, body: unknown): Promise<Response> {
    return fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  form(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(this.url + path, {
      method: 'POST',
      headers,
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
  }

  async control(path: string, body: unknown): Promise<Json> {
    const response = await this.post(`/_control/${path}`, body);
    const answer: Json = JSON.parse(await response.text());
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  async state(): Promise<Record<string, Json[]>> {
    return JSON.parse(await (await fetch(`${this.url}/_control/state`)).text());
  }

  account(email: string, more: Json = {}): Promise<Json> {
    return this.control('accounts', { email, name: `${email.split('@')[0]} Example`, ...more });
  }

  authorizeUrl(more: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: CLIENT.clientId,
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: `openid email ${CALENDAR}`,
      access_type: 'offline',
      prompt: 'consent',
      state: 'the-state',
      ...more,
    });
    for (const [name, value] of [...query]) if (value === '') query.delete(name);
    return `${this.url}/o/oauth2/v2/auth?${query}`;
  }

  async consent(account: string, more: Record<string, string> = {}, decision: Json = {}): Promise<URL> {
    const answer = await this.control('consent', {
      authorizeUrl: this.authorizeUrl(more),
      account,
      decision: 'allow',
      ...decision,
    });
    return new URL(String(answer.redirectTo));
  }

  exchange(code: string, more: Record<string, string> = {}): Promise<Response> {
    return this.form('/token', {
      grant_type: 'authorization_code',
      code,
      client_id: CLIENT.clientId,
      client_secret: CLIENT.clientSecret,
      redirect_uri: REDIRECT,
      ...more,
    });
  }

  refresh(refreshToken: string): Promise<Response> {
    return this.form('/token', {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: CLIENT.clientId,
      client_secret: CLIENT.clientSecret,
    });
  }

  /** Through the whole consent, as an app. */
  async connect(account: string, more: Record<string, string> = {}): Promise<Record<string, string>> {
    const code = (await this.consent(account, more)).searchParams.get('code') ?? '';
    return JSON.parse(await (await this.exchange(code)).text());
  }

  oauthClient(): OAuth2Client {
    return new OAuth2Client({
      ...CLIENT,
      redirectUri: REDIRECT,
      endpoints: {
        oauth2AuthBaseUrl: `${this.url}/o/oauth2/v2/auth`,
        oauth2TokenUrl: `${this.url}/token`,
        oauth2RevokeUrl: `${this.url}/revoke`,
        tokenInfoUrl: `${this.url}/tokeninfo`,
        oauth2FederatedSignonJwkCertsUrl: `${this.url}/oauth2/v3/certs`,
        oauth2FederatedSignonPemCertsUrl: `${this.url}/oauth2/v1/certs`,
      },
    });
  }

  clientFor(accessToken: string): calendar_v3.Calendar {
    const auth = this.oauthClient();
    auth.setCredentials({ access_token: accessToken, expiry_date: Date.now() + 3_000_000 });
    return calendar({ version: 'v3', auth, rootUrl: `${this.url}/`, retry: false });
  }

  /** The connected app's view of one account. */
  async app(account: string, more: Record<string, string> = {}): Promise<calendar_v3.Calendar> {
    return this.clientFor((await this.connect(account, more)).access_token ?? '');
  }

  /** The person's own view. */
  async person(account: string): Promise<calendar_v3.Calendar> {
    return this.clientFor(String((await this.control('token', { account })).accessToken));
  }
}

export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

/** What a refused call says: status, reason and where. */
export const refusal = async (call: Promise<unknown>): Promise<Json> => {
  try {
    await call;
  } catch (error) {
    const { status, response } = error as {
      status: number;
      response: { data: { error: { errors: Json[] } } };
    };
    const [first] = response.data.error.errors;
    return { status, reason: first?.reason, domain: first?.domain };
  }
  throw new Error('the call was not refused');
};

/** One simulator for a file, empty before each of its tests. */
export const useGoogle = (): (() => SimulatedGoogle) => {
  let google: SimulatedGoogle | undefined;
  beforeAll(async () => {
    google = new SimulatedGoogle(await startGoogle({ ...CLIENT, redirectUris: () => [REDIRECT] }));
  });
  beforeEach(() => google?.simulator.reset());
  afterAll(() => google?.simulator.close());
  return () => {
    if (!google) throw new Error('the simulator has not started');
    return google;
  };
};
