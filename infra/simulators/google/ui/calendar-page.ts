import { DateTime } from 'luxon';
import type { Reply } from '../../../serve.ts';
import { type Html, html } from '../../html.ts';
import type { HttpCall } from '../../http-call.ts';
import type { Account, Calendar } from '../accounts.ts';
import { meetLink } from '../calendar/conference.ts';
import type { StoredEvent } from '../calendar/event-store.ts';
import { type EventTime, msOf } from '../calendar/event-time.ts';
import { allItems } from '../calendar/feed-items.ts';
import { isOrganizers } from '../calendar/guest-copies.ts';
import { noSuchPage } from '../no-such-page.ts';
import { page } from '../page.ts';
import type { World } from '../world.ts';

const SHOWN = 50;
const RESPONSES = [
  ['accepted', 'Yes'],
  ['tentative', 'Maybe'],
  ['declined', 'No'],
] as const;

/** The account that a page under /ui/ is about. */
export const accountOfPage = ({ accounts }: World, { path }: HttpCall): Account | undefined =>
  accounts.find(decodeURIComponent(path.split('/')[2] ?? ''));

const localValue = (time: EventTime, zone: string): string =>
  time.date ?? DateTime.fromISO(time.dateTime ?? '', { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

const words = ({ fields: { start, end } }: StoredEvent, zone: string): string => {
  if (start.date !== undefined) return `${start.date}, all day (until ${end.date ?? ''}, exclusive)`;
  const [from, to] = [start, end].map((time) => DateTime.fromISO(time.dateTime ?? '', { zone }));
  return `${from?.toFormat('ccc d LLL yyyy, HH:mm')} to ${to?.toFormat('HH:mm')}`;
};

const hidden = ({ calendarId, id }: StoredEvent): Html =>
  html`<input type="hidden" name="calendar" value="${calendarId}"><input type="hidden" name="event" value="${id}">`;

const organizerForms = (event: StoredEvent, zone: string): Html => {
  const { start, end } = event.fields;
  const type = start.date === undefined ? 'datetime-local' : 'date';
  const field = (name: 'start' | 'end', time: EventTime): Html =>
    html`<div><label for="${name}-${event.id}">New ${name}</label><br>
<input id="${name}-${event.id}" type="${type}" name="${name}" value="${localValue(time, zone)}" required></div>`;
  return html`<form method="post">${hidden(event)}<div class="row">${field('start', start)}${field('end', end)}
<button class="main" name="action" value="move">Move</button></div></form>
<form method="post" class="row">${hidden(event)}<button name="action" value="cancel">Cancel the event</button></form>`;
};

const guestForms = (event: StoredEvent): Html => {
  const answer = event.fields.attendees?.find(({ email }) => email === event.calendarId)?.responseStatus;
  return html`<form method="post" class="row">${hidden(event)}<span>Going?</span>
${RESPONSES.map(
  ([value, label]) =>
    html`<button name="action" value="${value}"${answer === value && html` class="main" aria-pressed="true"`}>${label}</button>`,
)}
<button name="action" value="cancel">Remove from my calendar</button></form>`;
};

const eventRow = (event: StoredEvent, { zone, summary }: Calendar): Html => {
  const { fields, conference, organizer } = event;
  const guests = (fields.attendees ?? []).map(({ email, responseStatus }) => `${email} (${responseStatus})`);
  return html`<li id="${event.id}"><h2>${fields.summary ?? '(No title)'}</h2>
<p>${words(event, zone)} <span class="quiet">${zone}, ${summary}</span></p>
${conference?.status === 'success' && html`<p><a href="${meetLink(conference)}">${meetLink(conference)}</a></p>`}
<p class="quiet">Organized by ${organizer.email}${guests.length > 0 && html`<br>Guests: ${guests.join(', ')}`}</p>
${isOrganizers(event) ? organizerForms(event, zone) : guestForms(event)}</li>`;
};

/** `/ui/{email}`: what the person sees in their own calendar, and may do there. */
export const calendarPage = (world: World, call: HttpCall): Reply => {
  const account = accountOfPage(world, call);
  if (!account) return noSuchPage();
  const rows = world.accounts
    .calendarsOf(account.email)
    .filter(({ role }) => role === 'owner' || role === 'writer')
    .flatMap(({ calendar }) =>
      allItems(world.events, calendar.id, { singleEvents: true, showDeleted: false }).flatMap(({ event }) =>
        event ? [{ event, calendar, at: msOf(event.fields.start, calendar.zone) }] : [],
      ),
    )
    .filter(({ event, calendar }) => msOf(event.fields.end, calendar.zone) > Date.now())
    .sort((a, b) => a.at - b.at)
    .slice(0, SHOWN);
  const problem = call.query.get('problem') ?? undefined;
  return page(
    `Calendar of ${account.name}`,
    html`<p><a href="/">All accounts</a></p><h1>Calendar of ${account.name}</h1>
<p class="quiet">${account.email}, ${account.zone}</p>
${problem !== undefined && html`<p role="alert"><b>That did not work: ${problem}</b></p>`}
${rows.length > 0 ? html`<ul>${rows.map(({ event, calendar }) => eventRow(event, calendar))}</ul>` : html`<p>No upcoming events.</p>`}`,
    { wide: true },
  );
};
