import * as z from 'zod';
import { line } from '../fields.ts';
import { EventType } from '../stored/event-type.ts';
import { listQuery } from './list-query.ts';

/** An event type as the API shows it. */
export const EventTypeView = EventType.omit({ v: true, org: true, version: true });
export type EventTypeView = z.infer<typeof EventTypeView>;

export const EventTypesView = z.object({ items: z.array(EventTypeView), next: z.string().optional() });
export type EventTypesView = z.infer<typeof EventTypesView>;

export const EventTypeParams = z.strictObject({ id: line(64) });

export const EventTypesQuery = z.strictObject(listQuery);
