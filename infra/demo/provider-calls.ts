import * as z from 'zod';
import { callJson } from './http.ts';

const State = z.object({
  calls: z.array(z.object({ method: z.string(), path: z.string(), status: z.number() })),
});

/** `/calendar/v3/calendars/primary/events/abc123` is one kind of call, whatever the event. */
const kindOf = (path: string): string =>
  (path.split('?')[0] ?? path)
    .replace(/\/calendars\/[^/]+/u, '/calendars/{id}')
    .replace(/\/events\/(?!watch)[^/]+/u, '/events/{id}')
    .replace(/\/subscriptions\/[^/]+/u, '/subscriptions/{id}')
    .replace(/\/meetings\/[^/]+/u, '/meetings/{id}');

/** What the hub (and the people's own clicks) asked of a provider, counted by kind. */
export const countCalls = async (provider: string): Promise<ReadonlyMap<string, number>> => {
  const { calls } = await callJson(State, `${provider}/_control/state`);
  const counts = new Map<string, number>();
  for (const { method, path } of calls) {
    const kind = `${method} ${kindOf(path)}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
};
