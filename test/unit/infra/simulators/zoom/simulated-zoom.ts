import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Simulator } from '../../../../../infra/simulators/simulator.ts';
import { startZoom } from '../../../../../infra/simulators/zoom/main.ts';

export const CLIENT = { clientId: 'zoom-app', clientSecret: 'zoom-secret' };
export const WEBHOOK_SECRET = 'webhook-secret';
export const REDIRECT = 'https://hub.example/oauth/zoom/callback';
export const VERIFIER = 'v'.repeat(64);
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

export const APP = { ...CLIENT, redirectUris: () => [REDIRECT], webhookSecret: WEBHOOK_SECRET };

type Json = Record<string, unknown>;
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

const basic = ({ clientId, clientSecret }: typeof CLIENT): string =>
  `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : {},
  };
};

/** What the tests do to one simulator of their own. */
export class SimulatedZoom {
  readonly simulator: Simulator;

  constructor(simulator: Simulator) {
    this.simulator = simulator;
  }

  get url(): string {
    return this.simulator.url;
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const isForm = body instanceof URLSearchParams;
    const sent = isForm || typeof body === 'string' ? body : JSON.stringify(body);
    return answerOf(
      await fetch(this.url + path, {
        method,
        redirect: 'manual',
        headers: { ...(!isForm && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: sent }),
      }),
    );
  }

  form(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    return this.send('POST', path, new URLSearchParams(fields), headers);
  }

  async control(path: string, body: unknown): Promise<Json> {
    const answer = await this.send('POST', `/_control/${path}`, body);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  async state(): Promise<Record<string, Json[]>> {
    return JSON.parse(await (await fetch(`${this.url}/_control/state`)).text());
  }

  account(email: string, more: Json = {}): Promise<Json> {
    return this.control('accounts', { email, name: `${email.split('@')[0]} Example`, ...more });
  }

  authorizeUrl(more: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: CLIENT.clientId,
      redirect_uri: REDIRECT,
      state: 'the-state',
      ...more,
    });
    for (const [name, value] of [...query]) if (value === '') query.delete(name);
    return `${this.url}/oauth/authorize?${query}`;
  }

  async consent(account: string, more: Record<string, string> = {}, decision = 'allow'): Promise<URL> {
    const order = { authorizeUrl: this.authorizeUrl(more), account, decision };
    return new URL(String((await this.control('consent', order)).redirectTo));
  }

  async code(account: string, more: Record<string, string> = {}): Promise<string> {
    return (await this.consent(account, more)).searchParams.get('code') ?? '';
  }

  token(fields: Record<string, string>, client = CLIENT): Promise<Answer> {
    return this.form('/oauth/token', fields, { authorization: basic(client) });
  }

  exchange(code: string, more: Record<string, string> = {}): Promise<Answer> {
    return this.token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...more });
  }

  refresh(refreshToken: unknown): Promise<Answer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: String(refreshToken) });
  }

  revoke(token: unknown): Promise<Answer> {
    return this.form('/oauth/revoke', { token: String(token) }, { authorization: basic(CLIENT) });
  }

  /** Through the whole consent, as an app. */
  async connect(account: string): Promise<{ access_token: string; refresh_token: string }> {
    const { access_token, refresh_token } = (await this.exchange(await this.code(account))).body;
    return { access_token: String(access_token), refresh_token: String(refresh_token) };
  }

  /** The REST API with a token. */
  api(token: string) {
    return (method: string, path: string, body?: unknown): Promise<Answer> =>
      this.send(method, `/v2${path}`, body, { authorization: `Bearer ${token}` });
  }

  /** The connected app's view of a new account. */
  async app(email: string, more: Json = {}): Promise<ReturnType<SimulatedZoom['api']>> {
    await this.account(email, more);
    return this.api((await this.connect(email)).access_token);
  }

  async person(account: string): Promise<ReturnType<SimulatedZoom['api']>> {
    return this.api(String((await this.control('token', { account })).accessToken));
  }
}

/** The digits of the id, which `JSON.parse` may have rounded. */
export const idOf = ({ text }: Answer): string => /"id":(\d+)/.exec(text)?.[1] ?? '';

/** One simulator for a file, empty before each of its tests. */
export const useZoom = (): (() => SimulatedZoom) => {
  let zoom: SimulatedZoom | undefined;
  beforeAll(async () => {
    zoom = new SimulatedZoom(await startZoom(APP));
  });
  beforeEach(() => zoom?.simulator.reset());
  afterAll(() => zoom?.simulator.close());
  return () => {
    if (!zoom) throw new Error('the simulator has not started');
    return zoom;
  };
};
