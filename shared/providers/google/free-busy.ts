import type { calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js';
import { GoogleFreeBusy } from '../../../events/provider/google/free-busy.ts';
import { mergeBusy } from '../../domain/busy-time.ts';
import type { BusyInterval } from '../../ports/calendar-provider.ts';
import { askGoogle } from './client.ts';
import { interpretFreeBusy } from './interpret.ts';

/** https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query */
const MOST_CALENDARS = 50;

/** Busy time of all these calendars, merged. */
export const freeBusy = async (
  client: calendar_v3.Calendar,
  calendarIds: readonly string[],
  { start, end }: BusyInterval,
): Promise<readonly BusyInterval[]> => {
  const busy: BusyInterval[] = [];
  for (let at = 0; at < calendarIds.length; at += MOST_CALENDARS) {
    const some = calendarIds.slice(at, at + MOST_CALENDARS);
    const items = some.map((id) => ({ id }));
    const answer = await askGoogle(GoogleFreeBusy, () =>
      client.freebusy.query({ requestBody: { timeMin: start, timeMax: end, items } }),
    );
    busy.push(...some.flatMap((id) => interpretFreeBusy(answer, id)));
  }
  return mergeBusy(busy);
};
