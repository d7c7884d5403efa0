import { ZoomMeeting } from '../../../events/provider/zoom/meeting.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { askZoom, tellZoom, type ZoomAccess } from './api.ts';

/** Of much that may not be done, and of any change to a meeting that is being held: https://developers.zoom.us/docs/api/meetings/ */
const NOT_ALLOWED = '3000';

/** Changes a meeting, which has to wait while people are in it. Throws ProviderError; then `transient` with the word `in_progress`. */
export const patchMeeting = async (access: ZoomAccess, path: string, body: object): Promise<void> => {
  try {
    await tellZoom(access, { method: 'PATCH', path, body });
  } catch (error) {
    if (!(error instanceof ProviderError && error.word === NOT_ALLOWED)) throw error;
    const { status } = await askZoom(access, { method: 'GET', path }, ZoomMeeting);
    if (status !== 'started') throw error;
    throw new ProviderError('transient', { word: 'in_progress', cause: error });
  }
};
