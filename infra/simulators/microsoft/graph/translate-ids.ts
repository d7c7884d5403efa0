import { z } from 'zod';
import type { World } from '../world.ts';
import { badRequest } from './api-refusal.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import { contextOf } from './collection.ts';
import { itemId, readItemId } from './item-id.ts';

const FORMATS = ['restId', 'restImmutableEntryId'] as const;
const asked = z.object({
  inputIds: z.array(z.string()).max(1000),
  sourceIdType: z.enum(FORMATS),
  targetIdType: z.enum(FORMATS),
});

/** `POST /me/translateExchangeIds`: https://learn.microsoft.com/en-us/graph/outlook-immutable-id */
export const translateIds = (world: World, { account, body }: ApiRequest): ApiAnswer => {
  const { success, data } = asked.safeParse(body);
  if (!success) throw badRequest('RequestBodyRead', 'inputIds, sourceIdType and targetIdType are needed.');
  const value = data.inputIds.map((sourceId) => {
    const read = readItemId(sourceId);
    const event = read && world.events.get(account.oid, read.key);
    return event
      ? { sourceId, targetId: itemId(event, data.targetIdType === 'restImmutableEntryId') }
      : { sourceId, errorDetails: { code: 'ErrorItemNotFound', message: 'The id cannot be converted.' } };
  });
  return {
    body: { '@odata.context': contextOf(world, 'Collection(microsoft.graph.convertIdResult)'), value },
  };
};
