import type { calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js';
import { GoogleEvent } from '../../../events/provider/google/event.ts';
import type { CalendarAccess, CalendarProvider } from '../../ports/calendar-provider.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { askGoogle } from './client.ts';
import { EVENT_FIELDS } from './event-fields.ts';
import { interpretEvent } from './interpret.ts';

type Client = (access: Pick<CalendarAccess, 'accessToken'>) => calendar_v3.Calendar;

export const getEvent =
  (client: Client): CalendarProvider['getEvent'] =>
  async (access, eventId) =>
    interpretEvent(
      await askGoogle(GoogleEvent, () =>
        client(access).events.get({ calendarId: access.calendarId, eventId, fields: EVENT_FIELDS }),
      ),
    );

/** Google keeps the ids that we give. */
export const findOwnEvent =
  (client: Client): CalendarProvider['findOwnEvent'] =>
  async (access, key) => {
    try {
      const event = await getEvent(client)(access, key);
      return event.exists ? event : undefined;
    } catch (error) {
      if (error instanceof ProviderError && error.verdict === 'gone') return undefined;
      throw error;
    }
  };
