import type { secretsClient } from '../aws/secrets-client.ts';
import { zoomCredentials } from '../aws/zoom-credentials.ts';
import { readConfig } from '../config.ts';
import { zoomAuthorization } from '../providers/zoom/authorization.ts';
import { zoomMeetings } from '../providers/zoom/meetings.ts';
import type { Table } from '../store/table.ts';
import { systemClock as clock } from '../system-clock.ts';
import { providerBreakers } from './provider-breakers.ts';

/** Zoom's sign-in and meetings, behind their breakers. */
export const zoomProvider = (table: Table, secrets: ReturnType<typeof secretsClient>) => {
  const { ZOOM_SECRET_ID, ZOOM_BASE_URL: baseUrl } = readConfig('ZOOM_SECRET_ID', 'ZOOM_BASE_URL');
  const breakers = providerBreakers(table, { service: 'zoom_meetings', signIn: 'zoom_sign_in' });
  const credentials = zoomCredentials(secrets, ZOOM_SECRET_ID, clock);
  return {
    authorization: breakers.guardAuthorization(zoomAuthorization({ credentials, clock, baseUrl })),
    conference: breakers.guardService(zoomMeetings({ clock, baseUrl })),
  };
};
