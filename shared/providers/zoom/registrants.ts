import { ZoomRegistrant } from '../../../events/provider/zoom/meeting.ts';
import type { ConferenceProvider } from '../../ports/conference-provider.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { askZoom, tellZoom, type ZoomAccess } from './api.ts';
import { registrationSettings } from './meeting-body.ts';
import { patchMeeting } from './patch-meeting.ts';

const NAME_CHARACTERS = 64;

/** Zoom wants a first name; what does not fit is cut, by characters. */
const nameOf = (name: string, email: string) => {
  const [first = '', ...rest] = name.trim().split(/\s+/u);
  const cut = (text: string): string => [...text].slice(0, NAME_CHARACTERS / 2).join('');
  return { first_name: cut(first === '' ? email : first), last_name: cut(rest.join(' ')) };
};

/** `Only available for paid users` has the number of a missing permission, `Meeting is over` one of its own. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ['200', 'no_registration'],
  ['404', 'no_registration'],
  ['3038', 'over'],
]);

const isUnregistered = (error: ProviderError): boolean => error.verdict === 'gone' || error.word === '300';

/** Whoever has a link of their own. The same address is the same registrant, however often it is asked for. */
export const zoomRegistrants = (
  as: (accessToken: string) => ZoomAccess,
): Pick<ConferenceProvider, 'register' | 'unregister' | 'setRegistration'> => ({
  setRegistration: async (accessToken, meetingId, isOpen) => {
    const path = `/meetings/${encodeURIComponent(meetingId)}`;
    await patchMeeting(as(accessToken), path, { settings: registrationSettings(isOpen) });
  },
  register: async (accessToken, meetingId, { email, name }) => {
    const path = `/meetings/${encodeURIComponent(meetingId)}/registrants`;
    const body = { email, ...nameOf(name, email) };
    try {
      const made = await askZoom(as(accessToken), { method: 'POST', path, body }, ZoomRegistrant);
      return { id: made.registrant_id, joinUrl: made.join_url };
    } catch (error) {
      const word = error instanceof ProviderError ? REFUSALS.get(error.word) : undefined;
      throw word === undefined ? error : new ProviderError('ours', { word, cause: error });
    }
  },
  unregister: async (accessToken, meetingId, { id }) => {
    const path = `/meetings/${encodeURIComponent(meetingId)}/registrants/${encodeURIComponent(id)}`;
    try {
      await tellZoom(as(accessToken), { method: 'DELETE', path });
    } catch (error) {
      if (!(error instanceof ProviderError && isUnregistered(error))) throw error;
    }
  },
});
