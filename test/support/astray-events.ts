import type { Hub } from './hub.ts';
import { viewOf } from './outlook-imports.ts';
import { ownEvents } from './outlook-state.ts';

/** Ids of events of ours that their owners have put into another calendar of their mailbox than the main one. */
export const astrayEvents = async (hub: Hub): Promise<readonly string[]> => {
  const events = await ownEvents(hub);
  const astray: string[] = [];
  for (const [account, own] of Map.groupBy(events, (event) => event.account)) {
    const main = new Set((await viewOf(hub, account)).map(({ id }) => id));
    astray.push(...own.map(({ id }) => id).filter((id) => !main.has(id)));
  }
  return astray;
};
