import { durationSeconds } from '../../events/http/duration-field.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import { HubError } from '../errors.ts';

const msOf = (duration: string): number => (durationSeconds(duration) ?? 0) * 1000;

/** The length of a meeting in milliseconds: the first of the event type, where none is wished for. Throws `invalid_request` for one that it does not have. */
export const chooseDuration = ({ durations }: EventType, wished: string | undefined): number => {
  const [usual] = durations;
  if (usual === undefined) throw new HubError('not_found', { detail: 'There is nothing to book here.' });
  const chosen = wished === undefined ? usual : durations.find((each) => msOf(each) === msOf(wished));
  if (chosen !== undefined) return msOf(chosen);
  throw new HubError('invalid_request', {
    detail: 'The request is not valid: see errors.',
    errors: [{ field: 'duration', message: `must be one of ${durations.join(', ')}` }],
  });
};
