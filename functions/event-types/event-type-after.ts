import type { EventTypeBody } from '../../events/http/event-type-body.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import type { Deps } from './deps.ts';

type Stamps = Pick<EventType, 'id' | 'org' | 'version' | 'createdAt' | 'updatedAt'>;

/** Those of the org, for everybody who takes part. */
const defaultReminders = async (
  { settings }: Pick<Deps, 'settings'>,
  org: string,
): Promise<EventType['reminders']> => {
  const { reminders } = await settings.read(org);
  return [...new Set(reminders)].map((minutes) => ({ before: `PT${minutes}M`, to: 'all' }));
};

/** The event type that a body describes; what it leaves open is settled now. */
export const eventTypeAfter =
  (deps: Pick<Deps, 'settings'>) =>
  async (body: EventTypeBody, stamps: Stamps): Promise<EventType> => ({
    v: 1,
    ...body,
    reminders: body.reminders ?? (await defaultReminders(deps, stamps.org)),
    ...stamps,
  });
