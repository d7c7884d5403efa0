import { z } from 'zod';
import type { Reply } from '../serve.ts';
import type { HttpCall } from './http-call.ts';

/** Real time: a slow answer is slow for the app's sockets, whatever the clock says. */
const realDelay = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const isPattern = (text: string): boolean => {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
};

export const fault = z
  .strictObject({
    match: z.strictObject({
      method: z.string().optional(),
      path: z.string().refine(isPattern, 'is no regular expression').default(''),
    }),
    status: z.int().min(200).max(599).optional(),
    reset: z.boolean().optional(),
    delayMs: z.int().min(0).optional(),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    afterCommit: z.boolean().optional(),
    /** How many calls that match go by unharmed before. */
    skip: z.int().min(0).default(0),
    times: z.int().min(1).default(1),
  })
  .refine(
    ({ status, reset, delayMs }) => status !== undefined || reset === true || delayMs !== undefined,
    'status, reset or delayMs is needed',
  );
type Fault = z.infer<typeof fault>;
type DefaultReply = (call: HttpCall, status: number) => Reply;

const matches =
  ({ method, path }: HttpCall, query: string) =>
  ({ match }: Fault): boolean => {
    const pattern = new RegExp(match.path);
    return (
      (match.method === undefined || match.method.toUpperCase() === method) &&
      (pattern.test(path) || pattern.test(`${path}?${query}`))
    );
  };

/** Misfortune on order: each fault meets the next `times` calls that match it. */
export class Faults {
  private waiting: { fault: Fault; spared: number; left: number }[] = [];
  private readonly defaultReply: DefaultReply;

  constructor(defaultReply: DefaultReply) {
    this.defaultReply = defaultReply;
  }

  add(added: Fault): void {
    this.waiting.push({ fault: added, spared: added.skip, left: added.times });
  }

  clear(): void {
    this.waiting = [];
  }

  /** Runs the call with what was ordered for it. */
  async meet(call: HttpCall, run: () => Promise<Reply>): Promise<Reply> {
    const found = this.take(call);
    if (!found) return run();
    if (found.delayMs !== undefined) await realDelay(found.delayMs);
    if (found.status === undefined && found.reset !== true) return run();
    if (found.afterCommit === true) await run();
    return this.replyOf(call, found);
  }

  private take(call: HttpCall): Fault | undefined {
    const isMatch = matches(call, call.query.toString());
    const entry = this.waiting.find((each) => isMatch(each.fault));
    if (!entry) return undefined;
    if (entry.spared > 0) {
      entry.spared -= 1;
      return undefined;
    }
    entry.left -= 1;
    this.waiting = this.waiting.filter(({ left }) => left > 0);
    return entry.fault;
  }

  private replyOf(call: HttpCall, { status, reset, body, headers }: Fault): Reply {
    if (reset === true || status === undefined) return { status: 500, cut: true };
    const usual = this.defaultReply(call, status);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return {
      status,
      headers: { ...usual.headers, ...headers },
      ...(body === undefined ? usual.body !== undefined && { body: usual.body } : { body: text }),
    };
  }
}
