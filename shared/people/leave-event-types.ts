import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import { changedFields } from '../domain/event-type-changes.ts';
import { keepHosts } from '../domain/keep-hosts.ts';
import { newTransition } from '../history/new-transition.ts';
import type { Clock } from '../ports/clock.ts';
import type { Dues } from '../ports/dues.ts';
import type { EventTypes } from '../ports/event-types.ts';
import type { Ids } from '../ports/ids.ts';
import type { People } from '../ports/people.ts';
import { untilWritten } from './until-written.ts';

interface Deps {
  readonly eventTypes: Pick<EventTypes, 'list' | 'read' | 'replace'>;
  readonly people: Pick<People, 'readMany'>;
  readonly dues: Pick<Dues, 'remove'>;
  readonly clock: Clock;
  readonly ids: Ids;
}

type Work = Extract<ProvisionWork, { kind: 'person_removed' }>;

/** The function ends at 60 s; what is left then is done when the sweep sends this again. */
const BUDGET_MS = 40_000;
const PAGE = 100;

/**
 * Whoever is no person any more goes, so that two who are removed at one time do not hold each other up. Somebody who is here again
 * stays where they were named since.
 */
const withoutLeavers = async (
  { people }: Deps,
  before: EventType,
  { org, userId }: Work,
): Promise<EventType> => {
  const found = await people.readMany(
    org,
    before.hosts.map((host) => host.userId),
  );
  const present = new Map(found.map((person) => [person.id, person]));
  return keepHosts(before, (id) => {
    const person = present.get(id);
    return person !== undefined && (id !== userId || before.updatedAt > person.createdAt);
  });
};

const leave = (deps: Deps, id: string, work: Work): Promise<true> =>
  untilWritten(async () => {
    const { org, trace } = work;
    const before = await deps.eventTypes.read(org, id);
    if (before === undefined) return true;
    const left = await withoutLeavers(deps, before, work);
    if (left.hosts.length === before.hosts.length) return true;
    const version = before.version + 1;
    const changed = changedFields(before, left);
    const actor = { kind: 'system' } as const;
    const what = { org, type: 'event_type.changed', subject: id, actor, trace, changed, version } as const;
    const transition = newTransition(deps, what);
    const after = { ...left, version, updatedAt: transition.at };
    return (await deps.eventTypes.replace(before, after, transition)) || undefined;
  });

/** Takes a removed person off the event types that name them; begun again, it goes on with those that are left. */
export const leaveEventTypes =
  (deps: Deps) =>
  async (work: Work): Promise<void> => {
    const endsAt = performance.now() + BUDGET_MS;
    const { org, userId: host, removal } = work;
    let cursor: string | undefined;
    do {
      const page = await deps.eventTypes.list({ org, host, limit: PAGE, cursor });
      for (const { id } of page.items) await leave(deps, id, work);
      cursor = page.next;
      if (performance.now() > endsAt) return;
    } while (cursor !== undefined);
    await deps.dues.remove('person_removed', removal);
  };
