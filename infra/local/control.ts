import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Reply } from '../serve.ts';
import { demoUser, demoUsers } from './demo.ts';
import { durationMs } from './duration.ts';
import { problem } from './gateway/problem.ts';
import { Schedules } from './schedules.ts';

interface Options {
  /** Base URLs of what runs. */
  readonly urls: Record<string, unknown>;
  readonly schedules: Schedules;
  readonly token: (user: string) => Promise<string | undefined>;
  readonly advance: (ms: number) => Promise<number>;
}
type Route = (found: RegExpExecArray, url: URL, body: Buffer) => Reply | Promise<Reply>;

const json = (body: unknown): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body, undefined, 2),
});
const refuse = (code: 'invalid_request' | 'not_found', detail: string): Reply =>
  problem(code, { requestId: randomUUID(), detail });
const now = (): Reply => json({ now: new Date().toISOString() });

const clockInput = z.strictObject({ advance: z.string() });

const parsed = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
};

const routesOf = ({ urls, schedules, token, advance }: Options): Record<string, Route> => ({
  'GET ^/dev/?$': () => json({ ...urls, users: demoUsers }),
  'GET ^/dev/token$': async (_found, url) => {
    const user = url.searchParams.get('user') ?? '';
    if (user === '') return refuse('invalid_request', 'Ask for a token with ?user=ID.');
    const issued = demoUser(user) && (await token(user));
    return issued ? json({ token: issued }) : refuse('not_found', `There is no demo user ${user}.`);
  },
  'GET ^/dev/clock$': now,
  'POST ^/dev/clock$': async (_found, _url, body) => {
    const input = clockInput.safeParse(parsed(body));
    const ms = input.success ? durationMs(input.data.advance) : undefined;
    if (ms === undefined)
      return refuse(
        'invalid_request',
        'The body must be {"advance": "PT1H"}: an ISO 8601 duration in weeks to seconds.',
      );
    await advance(ms);
    return now();
  },
  'POST ^/dev/schedules/([^/]+)/run$': async ([, name = '']) => {
    if (!Schedules.isName(name)) return refuse('not_found', `There is no schedule ${name}.`);
    await schedules.run(name);
    return json({ ran: name });
  },
});

/** What only the local runtime has: `/dev` and below. */
export const controlOf = (
  options: Options,
): ((request: IncomingMessage, body: Buffer) => Promise<Reply> | undefined) => {
  const routes = Object.entries(routesOf(options)).map(([key, run]) => {
    const [method = '', pattern = ''] = key.split(' ');
    return { method, pattern: new RegExp(pattern), run };
  });
  return (request, body) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!/^\/dev(\/|$)/.test(url.pathname)) return undefined;
    const route = routes.find(
      ({ method, pattern }) => method === request.method && pattern.test(url.pathname),
    );
    const found = route?.pattern.exec(url.pathname);
    if (!route || !found) return Promise.resolve(refuse('not_found', 'There is no such development route.'));
    return Promise.resolve(route.run(found, url, body));
  };
};
