import type { calendar_v3 } from 'googleapis/build/src/apis/calendar/index.js';
import * as z from 'zod';
import { GoogleChannel } from '../../../events/provider/google/channel.ts';
import { GoogleEvent } from '../../../events/provider/google/event.ts';
import { GoogleEventsPage } from '../../../events/provider/google/events-page.ts';
import type { CalendarAccess, CalendarProvider, WantedEvent } from '../../ports/calendar-provider.ts';
import { ProviderError, UNWATCHABLE } from '../../ports/provider-error.ts';
import { listCalendars } from './calendar-list.ts';
import { askGoogle, googleClient } from './client.ts';
import { eventBody, mergeAttendees } from './event-body.ts';
import { EVENT_FIELDS } from './event-fields.ts';
import { freeBusy } from './free-busy.ts';
import { findOwnEvent, getEvent } from './get-event.ts';
import { interpretEvent, interpretPage } from './interpret.ts';
import { listOwnEvents } from './list-own-events.ts';

interface Options {
  /** One origin that stands in for Google's; absent in production. */
  readonly baseUrl?: string | undefined;
}

type Client = (access: Pick<CalendarAccess, 'accessToken'>) => calendar_v3.Calendar;

/** Nothing but times, opaque ids and one's own answer leaves Google. */
const TIMES_ITEM = 'id,status,start,end,transparency,etag,updated,attendees(self,responseStatus)';
const LIST_ITEM = `${TIMES_ITEM},visibility,summary`;
const MAX_RESULTS = 2_500;

const listFields = (timesOnly: boolean | undefined): string =>
  `nextPageToken,nextSyncToken,timeZone,items(${timesOnly ? TIMES_ITEM : LIST_ITEM})`;

const ifMatch = (etag: string | undefined) => (etag === undefined ? {} : { headers: { 'If-Match': etag } });
const sendUpdates = (invites: boolean | undefined): 'all' | 'none' => (invites ? 'all' : 'none');

const verdictIs = (error: unknown, ...verdicts: readonly ProviderError['verdict'][]): boolean =>
  error instanceof ProviderError && verdicts.includes(error.verdict);

const insert = async (client: Client, access: CalendarAccess, wanted: WantedEvent) =>
  interpretEvent(
    await askGoogle(GoogleEvent, () =>
      client(access).events.insert({
        calendarId: access.calendarId,
        conferenceDataVersion: 1,
        sendUpdates: sendUpdates(wanted.invites),
        fields: EVENT_FIELDS,
        requestBody: {
          ...eventBody(wanted),
          id: wanted.id,
          ...(wanted.attendees && { attendees: mergeAttendees(wanted.attendees, []) }),
        },
      }),
    ),
  );

/** A calendar without Meet refuses the whole event for it; a meeting must not fail for its link. */
const createEvent =
  (client: Client): CalendarProvider['createEvent'] =>
  async (access, wanted) => {
    const { conferenceRequestId, ...plain } = wanted;
    try {
      return await insert(client, access, wanted);
    } catch (error) {
      const isRefused = error instanceof ProviderError && error.word === 'invalid';
      if (!isRefused || conferenceRequestId === undefined) throw error;
      return { ...(await insert(client, access, plain)), conference: { state: 'failed' } };
    }
  };

const People = z.object({
  etag: z.string(),
  attendees: z
    .array(z.custom<calendar_v3.Schema$EventAttendee>((value) => value instanceof Object))
    .default([]),
});

const attendeesFor = async (client: Client, access: CalendarAccess, wanted: WantedEvent, etag: string) => {
  if (wanted.attendees === undefined) return {};
  const ids = { calendarId: access.calendarId, eventId: wanted.id };
  const present = await askGoogle(People, () =>
    client(access).events.get({ ...ids, fields: 'etag,attendees' }),
  );
  if (present.etag !== etag) throw new ProviderError('stale', { word: 'conditionNotMet' });
  return { attendees: mergeAttendees(wanted.attendees, present.attendees) };
};

const changeEvent =
  (client: Client): CalendarProvider['changeEvent'] =>
  async (access, wanted, etag) => {
    const attendees = await attendeesFor(client, access, wanted, etag);
    const answer = await askGoogle(GoogleEvent, () =>
      client(access).events.patch(
        {
          calendarId: access.calendarId,
          eventId: wanted.id,
          conferenceDataVersion: 1,
          sendUpdates: sendUpdates(wanted.invites),
          fields: EVENT_FIELDS,
          requestBody: { ...eventBody(wanted), ...attendees },
        },
        ifMatch(etag),
      ),
    );
    return interpretEvent(answer);
  };

const removeEvent =
  (client: Client): CalendarProvider['removeEvent'] =>
  async (access, eventId, how = {}) => {
    const ids = { calendarId: access.calendarId, eventId, sendUpdates: sendUpdates(how.invites) };
    try {
      await askGoogle(z.unknown(), () => client(access).events.delete(ids, ifMatch(how.etag)));
    } catch (error) {
      if (!verdictIs(error, 'gone')) throw error;
    }
  };

const list = async (client: Client, access: CalendarAccess, query: calendar_v3.Params$Resource$Events$List) =>
  interpretPage(
    await askGoogle(GoogleEventsPage, () =>
      client(access).events.list({
        calendarId: access.calendarId,
        singleEvents: true,
        maxResults: MAX_RESULTS,
        ...query,
      }),
    ),
  );

/** Holidays, birthdays and whatever else Google makes itself. */
const isUnwatchable = (error: unknown): boolean =>
  error instanceof ProviderError && error.word === 'pushNotSupportedForRequestedResource';

const watch =
  (client: Client): CalendarProvider['watch'] =>
  async ({ calendarId, accessToken }, channel) => {
    const { resourceId, expiration } = await askGoogle(GoogleChannel, () =>
      client({ accessToken }).events.watch({
        calendarId,
        requestBody: { ...channel, type: 'web_hook' },
      }),
    ).catch((error: unknown) => {
      throw isUnwatchable(error) ? new ProviderError('ours', { word: UNWATCHABLE, cause: error }) : error;
    });
    return { resourceId, expiresAt: new Date(expiration).toISOString() };
  };

const unwatch =
  (client: Client): CalendarProvider['unwatch'] =>
  async (access, channel) => {
    try {
      await askGoogle(z.unknown(), () => client(access).channels.stop({ requestBody: channel }));
    } catch (error) {
      if (!verdictIs(error, 'gone')) throw error;
    }
  };

/**
 * Google Calendar, one call a method (two where attendees change, several for what is long), judged by Google's documented words;
 * it repeats no call by itself.
 */
export const googleCalendar = ({ baseUrl }: Options = {}): CalendarProvider => {
  const client: Client = ({ accessToken }) => googleClient(accessToken, baseUrl);
  const readWindow: CalendarProvider['readWindow'] = (access, { start, end }, page, timesOnly) =>
    list(client, access, {
      timeMin: start,
      timeMax: end,
      fields: listFields(timesOnly),
      ...(page !== undefined && { pageToken: page }),
    });
  return {
    createEvent: createEvent(client),
    changeEvent: changeEvent(client),
    removeEvent: removeEvent(client),
    getEvent: getEvent(client),
    findOwnEvent: findOwnEvent(client),
    findByICalUid: async (access, iCalUID) =>
      (await list(client, access, { iCalUID, fields: `items(${EVENT_FIELDS})` })).events.find(
        ({ exists }) => exists,
      ),
    freeBusy: (accessToken, calendarIds, span) => freeBusy(client({ accessToken }), calendarIds, span),
    listCalendars: (accessToken) => listCalendars(client({ accessToken })),
    // Deleted events are always part of what changed, and no parameter may differ from the first reading's.
    changesSince: (access, cursor, page, timesOnly) =>
      list(client, access, {
        syncToken: cursor,
        fields: listFields(timesOnly),
        ...(page !== undefined && { pageToken: page }),
      }),
    readWindow,
    readView: readWindow,
    listOwnEvents: listOwnEvents(client),
    watch: watch(client),
    unwatch: unwatch(client),
  };
};
