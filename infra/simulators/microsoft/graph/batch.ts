import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { parsedJson } from '../../parsed-json.ts';
import { shuffled } from '../../shuffled.ts';
import type { World } from '../world.ts';
import { badRequest, refusalReply } from './api-refusal.ts';
import { graphHeaders } from './graph-headers.ts';

const MOST = 20;
const batch = z.object({
  requests: z
    .array(
      z.object({
        id: z.string().min(1),
        method: z.string(),
        url: z.string().min(1),
        headers: z.record(z.string(), z.string()).default({}),
        body: z.unknown().optional(),
        dependsOn: z.array(z.string()).default([]),
      }),
    )
    .min(1)
    .max(MOST),
});
type Item = z.infer<typeof batch>['requests'][number];

interface Answered {
  readonly id: string;
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: unknown;
}
type AnswerOne = (call: HttpCall) => Promise<Reply>;

/** Each as a call of its own, with the caller's token; headers such as Prefer count for one item only. */
const innerCall = (outer: HttpCall, { method, url, headers, body }: Item): HttpCall => {
  const target = new URL(url.replace(/^\/*/, '/v1.0/'), 'http://graph');
  const own = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method: method.toUpperCase(),
    path: target.pathname,
    query: target.searchParams,
    body: body === undefined ? '' : JSON.stringify(body),
    header: (name) => own.get(name) ?? (name === 'authorization' ? outer.header(name) : undefined),
  };
};

const answered = (id: string, { status, headers = {}, body }: Reply): Answered => {
  const text = body?.toString() ?? '';
  const json = parsedJson(text);
  return { id, status, headers, body: json ?? (text === '' ? null : Buffer.from(text).toString('base64')) };
};

const failedDependency = (id: string): Answered => ({
  id,
  status: 424,
  headers: {},
  body: { error: { code: 'FailedDependency', message: 'A request that this one depends on has failed.' } },
});

/** `POST /$batch`: https://learn.microsoft.com/en-us/graph/json-batching; always 200, in no order. */
export const answerBatch = async (world: World, call: HttpCall, one: AnswerOne): Promise<Reply> => {
  const { success, data } = batch.safeParse(parsedJson(call.body));
  const ids = new Set(data?.requests.map(({ id }) => id));
  if (!success || ids.size < data.requests.length)
    return refusalReply(call, badRequest('BadRequest', 'Invalid batch payload format.').reason);
  const done = new Map<string, Answered>();
  for (const item of data.requests) {
    const isStuck = item.dependsOn.some((id) => (done.get(id)?.status ?? 424) >= 400);
    done.set(
      item.id,
      isStuck ? failedDependency(item.id) : answered(item.id, await one(innerCall(call, item))),
    );
  }
  const responses = shuffled([...done.values()], world.random);
  return { status: 200, headers: graphHeaders(call, randomUUID()), body: JSON.stringify({ responses }) };
};
