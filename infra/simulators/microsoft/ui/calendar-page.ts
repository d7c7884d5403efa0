import { DateTime } from 'luxon';
import type { Reply } from '../../../serve.ts';
import { type Html, html } from '../../html.ts';
import type { HttpCall } from '../../http-call.ts';
import type { Account } from '../accounts.ts';
import { spanOf } from '../graph/event-time.ts';
import { flatItems, groupsIn } from '../graph/feed.ts';
import { itemId } from '../graph/item-id.ts';
import type { Item } from '../graph/series.ts';
import { noSuchPage } from '../no-such-page.ts';
import { page } from '../page.ts';
import type { World } from '../world.ts';

const SHOWN = 50;
const YEAR_MS = 366 * 86_400_000;
const ANSWERS = [
  ['accepted', 'Accept'],
  ['tentativelyAccepted', 'Tentative'],
  ['declined', 'Decline'],
] as const;

/** The account that a page under /ui/ is about. */
export const accountOfPage = ({ accounts }: World, { path }: HttpCall): Account | undefined =>
  accounts.find(decodeURIComponent(path.split('/')[2] ?? ''));

const idOf = ({ event }: Item): string => itemId(event, true);
const hidden = (item: Item): Html => html`<input type="hidden" name="event" value="${idOf(item)}">`;

const moment = (ms: number, zone: string): DateTime => DateTime.fromMillis(ms, { zone });

const words = ({ event }: Item, zone: string): string => {
  const { from, to } = spanOf(event.fields, zone);
  return event.fields.isAllDay
    ? `${moment(from, zone).toFormat('ccc d LLL yyyy')}, all day`
    : `${moment(from, zone).toFormat('ccc d LLL yyyy, HH:mm')} to ${moment(to, zone).toFormat('HH:mm')}`;
};

const organizerForms = (item: Item, zone: string): Html => {
  const { fields } = item.event;
  const { from, to } = spanOf(fields, zone);
  const id = idOf(item);
  const type = fields.isAllDay ? 'date' : 'datetime-local';
  const format = fields.isAllDay ? 'yyyy-MM-dd' : "yyyy-MM-dd'T'HH:mm";
  const field = (name: 'start' | 'end', ms: number): Html =>
    html`<div><label for="${name}-${id}">New ${name}</label><br>
<input id="${name}-${id}" type="${type}" name="${name}" value="${moment(ms, zone).toFormat(format)}" required></div>`;
  return html`<form method="post">${hidden(item)}<div class="row">${field('start', from)}${field('end', to)}
<button class="main" name="action" value="move">Move</button></div></form>
<form method="post">${hidden(item)}<div class="row"><div><label for="subject-${id}">Title</label><br>
<input id="subject-${id}" name="subject" value="${fields.subject}" required></div>
<button name="action" value="rename">Rename</button></div></form>
<form method="post" class="row">${hidden(item)}<button name="action" value="delete">Delete</button></form>`;
};

const attendeeForms = (item: Item): Html => {
  const { response } = item.event.responseStatus;
  return html`<form method="post" class="row">${hidden(item)}<span>Going?</span>
${ANSWERS.map(
  ([value, label]) =>
    html`<button name="action" value="${value}"${response === value && html` class="main" aria-pressed="true"`}>${label}</button>`,
)}
<button name="action" value="delete">Remove from my calendar</button></form>`;
};

const row = (item: Item, { zone }: Account, calendar: string): Html => {
  const { fields, online, organizer, isOrganizer, isCancelled } = item.event;
  const guests = fields.attendees.map(
    ({ emailAddress, status }) => `${emailAddress.address} (${status.response})`,
  );
  const place = fields.locations[0]?.displayName;
  return html`<li id="${idOf(item)}"><h2>${fields.subject === '' ? '(No title)' : fields.subject}</h2>
<p>${words(item, zone)} <span class="quiet">${zone}, ${calendar}, ${fields.showAs}, ${fields.sensitivity}</span></p>
${place !== undefined && place !== '' && html`<p>${place}</p>`}
${online?.joinUrl !== undefined && html`<p><a href="${online.joinUrl}">Join the Teams meeting</a></p>`}
<p class="quiet">Organized by ${organizer.address}${guests.length > 0 && html`<br>With ${guests.join(', ')}`}</p>
${isOrganizer ? organizerForms(item, zone) : !isCancelled && attendeeForms(item)}
${isCancelled && html`<form method="post" class="row">${hidden(item)}<button name="action" value="delete">Remove from my calendar</button></form>`}</li>`;
};

/** `/ui/{email}`: what the person sees in Outlook, and may do there. */
export const calendarPage = (world: World, call: HttpCall): Reply => {
  const account = accountOfPage(world, call);
  if (!account) return noSuchPage();
  const window = { from: Date.now(), to: Date.now() + YEAR_MS };
  const rows = world.accounts
    .calendarsOf(account)
    .flatMap(({ id, name }) =>
      flatItems(groupsIn(world, account, id, window)).map((item) => ({
        item,
        name,
        from: spanOf(item.event.fields, account.zone).from,
      })),
    )
    .sort((a, b) => a.from - b.from)
    .slice(0, SHOWN);
  const problem = call.query.get('problem') ?? undefined;
  return page(
    `Calendar of ${account.name}`,
    html`<p><a href="/">All accounts</a></p><h1>Calendar of ${account.name}</h1>
<p class="quiet">${account.email}, ${account.zone}</p>
${problem !== undefined && html`<p role="alert"><b>That did not work: ${problem}</b></p>`}
${rows.length > 0 ? html`<ul>${rows.map(({ item, name }) => row(item, account, name))}</ul>` : html`<p>No upcoming events.</p>`}`,
    { wide: true },
  );
};
