import { DateTime } from 'luxon';
import type { Reply } from '../../../serve.ts';
import { type Html, html } from '../../html.ts';
import type { HttpCall } from '../../http-call.ts';
import { joinUrl } from '../api/links.ts';
import type { Meeting } from '../api/meetings.ts';
import { noSuchPage } from '../no-such-page.ts';
import { page } from '../page.ts';
import type { User } from '../users.ts';
import type { World } from '../world.ts';

const SHOWN = 50;

/** The account that a page under /ui/ is about. */
export const userOfPage = ({ users }: World, { path }: HttpCall): User | undefined =>
  users.find(decodeURIComponent(path.split('/')[2] ?? ''));

const hidden = ({ id }: Meeting): Html => html`<input type="hidden" name="meeting" value="${id}">`;

const roomForm = (meeting: Meeting): Html => html`<form method="post" class="row">${hidden(meeting)}
${
  meeting.status === 'started'
    ? html`<button name="action" value="end">End</button>`
    : html`<button class="main" name="action" value="start">Start</button>
<button name="action" value="delete">Delete</button>`
}</form>`;

const changeForm = (meeting: Meeting): Html => {
  const { id, topic, startsAt, zone, minutes } = meeting;
  const start = DateTime.fromMillis(startsAt, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
  return html`<form method="post">${hidden(meeting)}<div class="row">
<div><label for="topic-${id}">Topic</label><br><input id="topic-${id}" name="topic" value="${topic}" maxlength="200" required></div>
<div><label for="start-${id}">Start</label><br><input id="start-${id}" type="datetime-local" name="start" value="${start}" required></div>
<div><label for="minutes-${id}">Minutes</label><br><input id="minutes-${id}" type="number" min="1" name="minutes" value="${minutes}" required></div>
<button name="action" value="change">Save</button></div></form>`;
};

const row = (meeting: Meeting, user: User): Html => {
  const { id, topic, startsAt, zone, minutes, status } = meeting;
  const start = DateTime.fromMillis(startsAt, { zone }).toFormat('ccc d LLL yyyy, HH:mm');
  return html`<li id="meeting-${id}"><h2>${topic}</h2>
<p>${start}, ${minutes} minutes <span class="quiet">${zone}, ${status}</span></p>
<p class="quiet">Meeting ID ${id}<br>${joinUrl(meeting, user)}</p>
${status !== 'started' && changeForm(meeting)}${roomForm(meeting)}</li>`;
};

const trashRow = ({ id, topic }: Meeting): Html => html`<li><form method="post" class="row">
<input type="hidden" name="meeting" value="${id}"><span>${topic}</span>
<button name="action" value="recover">Recover</button></form></li>`;

/** `/ui/{email}`: what the host sees at Zoom, and may do there. */
export const meetingsPage = (world: World, call: HttpCall): Reply => {
  const user = userOfPage(world, call);
  if (!user) return noSuchPage();
  const meetings = world.meetings.ofHost(user.id).sort((a, b) => a.startsAt - b.startsAt);
  const trash = world.meetings
    .all()
    .filter((each) => each.hostId === user.id && each.deletedAt !== undefined);
  const problem = call.query.get('problem') ?? undefined;
  const rows = meetings.slice(0, SHOWN).map((meeting) => row(meeting, user));
  return page(
    `Meetings of ${user.name}`,
    html`<p><a href="/">All accounts</a></p><h1>Meetings of ${user.name}</h1>
<p class="quiet">${user.email}, ${user.zone}</p>
${problem !== undefined && html`<p role="alert"><b>That did not work: ${problem}</b></p>`}
${rows.length > 0 ? html`<ul>${rows}</ul>` : html`<p>No meetings.</p>`}
${trash.length > 0 && html`<h2>Recently deleted</h2><ul>${trash.slice(-SHOWN).map(trashRow)}</ul>`}`,
    { wide: true },
  );
};
