import type { EventType } from '../../events/stored/event-type.ts';
import { HubError } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/request.ts';

export const noEventType = (): HubError =>
  new HubError('not_found', { detail: 'There is no such event type.' });

/** Admins and assistants see all of their org, members what they host: anything else is not there. */
export const assertMaySee = ({ hosts }: EventType, { role, userId }: Caller): void => {
  if (role === 'member' && !hosts.some((host) => host.userId === userId)) throw noEventType();
};

const isOwn = ({ kind, hosts }: Pick<EventType, 'kind' | 'hosts'>, userId: string): boolean =>
  kind === 'one_to_one' && hosts.length === 1 && hosts[0]?.userId === userId;

/** Assistants read; members make, change and delete one-to-one meetings with themselves. */
export const assertMayOffer = (
  { role, userId }: Caller,
  ...all: readonly Pick<EventType, 'kind' | 'hosts'>[]
): void => {
  if (role === 'assistant')
    throw new HubError('forbidden', { detail: 'Assistants may read event types, not change them.' });
  if (role === 'member' && !all.every((each) => isOwn(each, userId)))
    throw new HubError('forbidden', {
      detail:
        'You may offer one_to_one meetings with yourself as the host: everything else is up to an admin.',
    });
};
