import type { MintedLink } from '../ports/bookings.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

/** An expired link says so for another month, before it becomes unknown. */
const KEPT_AFTER_EXPIRY_SECONDS = 30 * 24 * 3600;

/** A guest's link, to be written with whatever hands it out. */
export const putLink = ({ name }: Table, { tokenHash, link }: MintedLink): Action => ({
  Put: {
    TableName: name,
    Item: {
      ...keys.link(tokenHash),
      ...link,
      ttl: Math.floor(Date.parse(link.expiresAt) / 1000) + KEPT_AFTER_EXPIRY_SECONDS,
    },
  },
});
