import type { Reply } from '../../../serve.ts';
import { bearerOf } from '../../bearer.ts';
import type { HttpCall } from '../../http-call.ts';
import type { World } from '../world.ts';
import { refusalReply } from './api-refusal.ts';

/** Gateways in front of Graph have no JSON. */
const dressed = ({ limits }: World, reply: Reply): Reply => {
  if (reply.status !== 429 || limits.settings.body === 'json') return reply;
  const { 'content-type': _type, ...headers } = reply.headers ?? {};
  return { status: 429, headers };
};

/** Counts what is open of one mailbox; the fifth call at once is refused. */
export const throttled = async (world: World, call: HttpCall, run: () => Promise<Reply>): Promise<Reply> => {
  const { limits, grants } = world;
  const mailbox = grants.accessToken(bearerOf(call))?.oid;
  if (mailbox === undefined) return run();
  if (!limits.enter(mailbox)) return dressed(world, refusalReply(call, limits.tooManyOpen().reason));
  try {
    await limits.wait();
    return dressed(world, await run());
  } finally {
    limits.leave(mailbox);
  }
};
