import type { EventTypeBody } from '../../events/http/event-type-body.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import { requireLocation } from '../../shared/connections/require-location.ts';
import { sameValue } from '../../shared/domain/same-value.ts';
import { HubError } from '../../shared/errors.ts';
import type { Deps } from './deps.ts';

const userIdsOf = ({ hosts }: EventTypeBody): string[] => hosts.map(({ userId }) => userId);

const refuseStrangers = async (
  { people }: Pick<Deps, 'people'>,
  org: string,
  userIds: readonly string[],
): Promise<void> => {
  const found = new Set((await people.readMany(org, userIds)).map(({ id }) => id));
  const errors = userIds.flatMap((id, index) =>
    found.has(id)
      ? []
      : [
          {
            field: `hosts.${index}.userId`,
            message: 'is not a user of this organisation: use the id of one',
          },
        ],
  );
  if (errors.length > 0)
    throw new HubError('invalid_request', { detail: 'The body is not valid: see errors.', errors });
};

const placed = ({ state, location, hosts }: EventTypeBody | EventType) => ({ state, location, hosts });

/**
 * Refuses hosts who are no people of the org, and a link that no host could make: when it goes active, or its place or hosts change
 * while it is. That a host loses their access later stands in nobody's way who corrects a title.
 */
export const judgeEventType =
  (deps: Pick<Deps, 'people' | 'connections' | 'settings'>) =>
  async (org: string, body: EventTypeBody, before?: EventType): Promise<void> => {
    const userIds = userIdsOf(body);
    await refuseStrangers(deps, org, userIds);
    if (body.state === 'draft' || body.location === undefined) return;
    if (before && sameValue(placed(before), placed(body))) return;
    await requireLocation(deps)({ org, userIds }, body.location.kind);
  };
