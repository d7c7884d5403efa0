import type { Reply } from '../serve.ts';

export const jsonReply = (status: number, body: unknown, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(body, undefined, 1),
});
