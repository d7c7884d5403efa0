import { z } from 'zod';

export const attributes = z.record(z.string(), z.record(z.string(), z.unknown()));
/** An item or a key as the wire has it: `{"pk": {"S": "…"}}`. */
export type Attributes = z.infer<typeof attributes>;

export const readAnswer = z.object({ Item: attributes.optional() });
