import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startMicrosoft } from '../../../../../infra/simulators/microsoft/main.ts';
import type { Simulator } from '../../../../../infra/simulators/simulator.ts';

export const CLIENT = { clientId: '11111111-2222-4333-8444-555555555555', clientSecret: 'app-secret' };
export const REDIRECT = 'https://hub.example/oauth/microsoft/callback';
export const SCOPES = 'openid profile email offline_access User.Read Calendars.ReadWrite';
export const VERIFIER = 'v'.repeat(64);

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

interface Asked {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Graph as somebody with a token calls it: a path below /v1.0, or a whole link. */
export type Graph = (method: string, path: string, asked?: Asked) => Promise<Answer>;

/** What the tests do to one simulator of their own. */
export class SimulatedMicrosoft {
  readonly simulator: Simulator;

  constructor(simulator: Simulator) {
    this.simulator = simulator;
  }

  get url(): string {
    return this.simulator.url;
  }

  async control(path: string, body: unknown): Promise<Json> {
    const response = await fetch(`${this.url}/_control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
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

  authorizeUrl({ segment = 'common', ...more }: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: CLIENT.clientId,
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: SCOPES,
      prompt: 'select_account',
      state: 'the-state',
      ...more,
    });
    for (const [name, value] of [...query]) if (value === '') query.delete(name);
    return `${this.url}/${segment}/oauth2/v2.0/authorize?${query}`;
  }

  /** The answer of the browser's story as it is told to the test. */
  decide(account: string, more: Record<string, string> = {}, decision: Json = {}): Promise<Json> {
    return this.control('consent', {
      authorizeUrl: this.authorizeUrl(more),
      account,
      decision: 'allow',
      ...decision,
    });
  }

  async consent(account: string, more: Record<string, string> = {}, decision: Json = {}): Promise<URL> {
    return new URL(String((await this.decide(account, more, decision)).redirectTo));
  }

  async token(fields: Record<string, string>, segment = 'common'): Promise<Answer> {
    const response = await fetch(`${this.url}/${segment}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        ...fields,
      }),
    });
    return {
      status: response.status,
      body: JSON.parse(await response.text()),
      headers: response.headers,
    };
  }

  exchange(code: string, more: Record<string, string> = {}): Promise<Answer> {
    return this.token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...more });
  }

  refresh(refreshToken: unknown, more: Record<string, string> = {}): Promise<Answer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: String(refreshToken), ...more });
  }

  /** Through the whole consent, as an app; the tokens. */
  async connect(account: string, more: Record<string, string> = {}): Promise<Json> {
    const code = (await this.consent(account, more)).searchParams.get('code') ?? '';
    const { status, body } = await this.exchange(code);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  }

  graph(accessToken: unknown, usual: Record<string, string> = {}): Graph {
    return async (method, path, { body, headers = {} } = {}) => {
      const response = await fetch(path.startsWith('http') ? path : `${this.url}/v1.0${path}`, {
        method,
        headers: {
          authorization: `Bearer ${String(accessToken)}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...usual,
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? {} : JSON.parse(text),
      };
    };
  }

  /** The connected app's view of one account. */
  async app(account: string, more: Record<string, string> = {}): Promise<Graph> {
    return this.graph((await this.connect(account, more)).access_token);
  }

  /** The person's own view. */
  async person(account: string): Promise<Graph> {
    return this.graph((await this.control('token', { account })).accessToken);
  }
}

export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

export const utc = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });

/** An event of one hour; a day and an hour in January 2027. */
export const meeting = (start = '2027-01-04T09:00:00', more: Json = {}): Json => ({
  subject: 'Interview',
  start: utc(start),
  end: utc(
    `${start.slice(0, 11)}${String(Number(start.slice(11, 13)) + 1).padStart(2, '0')}${start.slice(13)}`,
  ),
  ...more,
});

/** What a refused call says. */
export const refusal = ({ status, body }: Answer): [number, unknown] => {
  const error = body.error as Json | undefined;
  return [status, error?.code];
};

export const valuesOf = ({ body }: Answer): Json[] => (Array.isArray(body.value) ? body.value : []);

/** One simulator for a file, empty before each of its tests. */
export const useMicrosoft = (): (() => SimulatedMicrosoft) => {
  let microsoft: SimulatedMicrosoft | undefined;
  beforeAll(async () => {
    microsoft = new SimulatedMicrosoft(await startMicrosoft({ ...CLIENT, redirectUris: () => [REDIRECT] }));
  });
  beforeEach(() => microsoft?.simulator.reset());
  afterAll(() => microsoft?.simulator.close());
  return () => {
    if (!microsoft) throw new Error('the simulator has not started');
    return microsoft;
  };
};
