import { z } from 'zod';
import { ControlError, parseControl } from '../../control-error.ts';
import { itemId } from '../graph/item-id.ts';
import { findItem } from '../graph/series.ts';
import type { World } from '../world.ts';
import { knownAccount } from './known-account.ts';

const wanted = z.strictObject({ account: z.string(), event: z.string(), calendar: z.string() });

/** What Outlook can do and Graph cannot: into another calendar, by its name. The answer is the new default id. */
export const moveEvent = (world: World, body: string): { id: string } => {
  const { account: name, event: id, calendar: target } = parseControl(wanted, body);
  const account = knownAccount(world, name);
  const item = findItem(world.events, account.oid, id);
  if (!item || item.event.instanceOf) throw new ControlError('event', 'is no event of this account');
  const calendar = world.accounts.calendarsOf(account).find((each) => each.name === target);
  if (!calendar) throw new ControlError('calendar', `there is no calendar ${target}`);
  return { id: itemId(world.events.move(item.event, calendar.id), false) };
};
