import type { calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js';
import {
  GoogleCalendarList,
  type GoogleCalendarListEntry,
} from '../../../events/provider/google/calendar-list.ts';
import type { ListedCalendar } from '../../ports/listed-calendar.ts';
import { askGoogle } from './client.ts';

const MAX_RESULTS = 250;
const FIELDS = 'nextPageToken,items(id,summary,summaryOverride,timeZone,accessRole,primary,deleted)';
/** https://developers.google.com/workspace/calendar/api/v3/reference/calendarList */
const WRITING = new Set(['writer', 'owner']);

/** An account's main calendar goes by the alias, which stays when the account's address changes. */
const listed = ({ id, summary, summaryOverride, ...entry }: GoogleCalendarListEntry): ListedCalendar => ({
  id: entry.primary ? 'primary' : id,
  name: summaryOverride ?? summary ?? id,
  ...(entry.timeZone !== undefined && { zone: entry.timeZone }),
  primary: entry.primary,
  writable: WRITING.has(entry.accessRole ?? ''),
});

/** All pages; also calendars that the account has hidden from its own view, or hiding one would look like losing it. */
export const listCalendars = async (client: calendar_v3.Calendar): Promise<ListedCalendar[]> => {
  const found: GoogleCalendarListEntry[] = [];
  let pageToken: string | undefined;
  do {
    const query = {
      maxResults: MAX_RESULTS,
      showHidden: true,
      fields: FIELDS,
      ...(pageToken !== undefined && { pageToken }),
    };
    const page = await askGoogle(GoogleCalendarList, () => client.calendarList.list(query));
    found.push(...page.items);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return found.filter(({ deleted }) => !deleted).map(listed);
};
