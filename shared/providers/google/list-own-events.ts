import type { calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js';
import { GoogleEvent } from '../../../events/provider/google/event.ts';
import { GoogleEventsPage } from '../../../events/provider/google/events-page.ts';
import type {
  CalendarAccess,
  CalendarProvider,
  OwnEvent,
  OwnEventsPage,
} from '../../ports/calendar-provider.ts';
import { askGoogle } from './client.ts';

/** Our own marks, and nothing that people have written. */
const FIELDS = 'nextPageToken,items(id,status,extendedProperties/private)';
const MAX_RESULTS = 2_500;

const ownEvent = (item: unknown, org: string): OwnEvent[] => {
  const { data } = GoogleEvent.safeParse(item);
  const { meridianOrg, meridianBooking: bookingId } = data?.extendedProperties?.private ?? {};
  const isOurs = data !== undefined && data.status !== 'cancelled' && meridianOrg === org;
  return isOurs && bookingId !== undefined ? [{ id: data.id, bookingId }] : [];
};

const interpretOwn = ({ items, nextPageToken }: GoogleEventsPage, org: string): OwnEventsPage => ({
  events: items.flatMap((item) => ownEvent(item, org)),
  ...(nextPageToken !== undefined && { nextPage: nextPageToken }),
});

/**
 * By one mark only: Google's reference and its guide disagree about what several mean. A series that people have made of an event of
 * ours comes as the one event that it was.
 */
export const listOwnEvents =
  (client: (access: CalendarAccess) => calendar_v3.Calendar): CalendarProvider['listOwnEvents'] =>
  async (access, org, page) =>
    interpretOwn(
      await askGoogle(GoogleEventsPage, () =>
        client(access).events.list({
          calendarId: access.calendarId,
          privateExtendedProperty: [`meridianOrg=${org}`],
          maxResults: MAX_RESULTS,
          fields: FIELDS,
          ...(page !== undefined && { pageToken: page }),
        }),
      ),
      org,
    );
