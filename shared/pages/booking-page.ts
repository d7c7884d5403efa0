import { calendarLinks } from '../domain/calendar-links.ts';
import { describeTime } from '../domain/describe-time.ts';
import { type Html, html } from '../html.ts';
import { answerForm } from './answer-form.ts';
import { contactLine, type PageContact } from './contact-line.ts';
import { type GuestMeeting, meetingFacts } from './guest-meeting.ts';
import { guestWordsOf } from './guest-words-of.ts';
import { type Frame, page } from './page.ts';
import { pageWordsOf } from './page-words-of.ts';
import { zoneForm } from './zone-form.ts';

const LOOKS = {
  confirmed: 'on',
  held: '',
  draft: '',
  cancelled: 'off',
  released: 'off',
  declined: 'off',
  over: '',
} as const;

const noteOf = (meeting: GuestMeeting): string | undefined => {
  const { held, notConfirmed, released } = guestWordsOf(meeting.locale);
  if (meeting.status === 'draft') return notConfirmed;
  if (meeting.status === 'released') return released;
  if (meeting.heldUntil === undefined) return undefined;
  const { lines } = describeTime({ ...meeting, start: meeting.heldUntil, end: meeting.heldUntil });
  return held(lines[1].split(' – ')[0] ?? '');
};

const actions = (meeting: GuestMeeting, path: string): Html => {
  const { join, toCancel, toDecline } = pageWordsOf(meeting.locale).buttons;
  const { joinUrl, isBooker, status, mayMove, mayCancel } = meeting;
  const { move, letGo } = guestWordsOf(meeting.locale);
  const forAll = status === 'held' ? letGo.open : toCancel;
  const canJoin = status === 'confirmed' && joinUrl?.startsWith('https://');
  return html`<div class="actions">
${canJoin && html`<a class="button main" href="${joinUrl}" rel="noreferrer">${join}</a>`}
${mayMove === 'yes' && html`<a class="button plain" href="${path}/reschedule">${move.open}</a>`}
${mayCancel === 'yes' && html`<a class="button plain" href="${path}/cancel">${isBooker ? forAll : toDecline}</a>`}
</div>`;
};

/** What is refused has no button: a sentence says why not, and whom to write to. */
const tooLate = ({ locale, mayMove, mayCancel }: GuestMeeting, contact: PageContact | undefined) => {
  const { instead } = guestWordsOf(locale).late;
  const late = { move: mayMove === 'late', cancel: mayCancel === 'late' };
  if (!late.move && !late.cancel) return undefined;
  const only = late.move ? instead.move : instead.cancel;
  return html`<p class="note">${late.move && late.cancel ? instead.both : only} ${contactLine(locale, contact)}</p>`;
};

interface About {
  /** It was booked a moment ago. */
  readonly isNew?: boolean;
  /** Whom to write to about what a guest cannot do any more. */
  readonly contact?: PageContact | undefined;
}

const answers = (meeting: GuestMeeting, path: string): Html => {
  const { question, text } = guestWordsOf(meeting.locale).answer;
  return html`<section><h2>${question}</h2>
<p class="lead">${text}</p>
${answerForm(meeting, path)}</section>`;
};

const calendars = (meeting: GuestMeeting, path: string): Html => {
  const { title, google, outlook, office, file } = guestWordsOf(meeting.locale).add;
  const links = calendarLinks(meeting);
  const away = (href: string, text: string): Html =>
    html`<li><a href="${href}" rel="noreferrer">${text}</a></li>`;
  return html`<section><h2>${title}</h2>
<ul class="links">
${away(links.google, google)}
${away(links.outlook, outlook)}
${away(links.office, office)}
<li><a href="${path}/invite.ics">${file}</a></li>
</ul></section>`;
};

/** A guest's meeting, with the ways to join and to keep it, and to the pages that ask before they change it. */
export const bookingPage = (
  frame: Omit<Frame, 'title'>,
  meeting: GuestMeeting,
  path: string,
  { isNew = false, contact }: About = {},
): string => {
  const words = pageWordsOf(frame.locale);
  const { status, title, zone, locale, mayAnswer } = meeting;
  const note = noteOf(meeting);
  return page(
    { ...frame, title },
    html`<p class="status ${LOOKS[status]}">${words.status[status]}</p>
<h1 dir="auto">${title}</h1>
${note !== undefined && html`<p class="note">${note}</p>`}
${isNew && status === 'confirmed' && html`<p class="done" role="status">${guestWordsOf(locale).booked}</p>`}
${meetingFacts(meeting, words)}
${actions(meeting, path)}
${tooLate(meeting, contact)}
${mayAnswer && answers(meeting, path)}
${status === 'confirmed' && calendars(meeting, path)}
${zoneForm({ path, zone, locale })}`,
  );
};
