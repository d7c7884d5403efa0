import type { EventTypeBody } from '../../events/http/event-type-body.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import { orgReminders } from '../../shared/domain/org-reminders.ts';
import type { Deps } from './deps.ts';

type Stamps = Pick<EventType, 'id' | 'org' | 'version' | 'createdAt' | 'updatedAt'>;

/** The event type that a body describes; what it leaves open is settled now. */
export const eventTypeAfter =
  (deps: Pick<Deps, 'settings'>) =>
  async (body: EventTypeBody, stamps: Stamps): Promise<EventType> => ({
    v: 1,
    ...body,
    reminders: body.reminders ?? orgReminders(await deps.settings.read(stamps.org)),
    ...stamps,
  });
