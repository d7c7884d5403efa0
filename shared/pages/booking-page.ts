import { html } from '../html.ts';
import { type GuestMeeting, meetingFacts } from './guest-meeting.ts';
import { type Frame, page } from './page.ts';
import { pageWordsOf } from './page-words-of.ts';

const LOOKS = { confirmed: 'on', cancelled: 'off', declined: 'off', over: '' } as const;

/** A guest's meeting, with the way to join it and the way to the page that asks before it cancels. */
export const bookingPage = (frame: Omit<Frame, 'title'>, meeting: GuestMeeting, path: string): string => {
  const words = pageWordsOf(frame.locale);
  const { join, toCancel, toDecline } = words.buttons;
  const { status, title, joinUrl, isBooker } = meeting;
  const canJoin = joinUrl?.startsWith('https://');
  const actions = html`<div class="actions">
${canJoin && html`<a class="button main" href="${joinUrl}" rel="noreferrer">${join}</a>`}
<a class="button plain" href="${path}/cancel">${isBooker ? toCancel : toDecline}</a>
</div>`;
  return page(
    { ...frame, title },
    html`<p class="status ${LOOKS[status]}">${words.status[status]}</p>
<h1>${title}</h1>
${meetingFacts(meeting, words)}
${status === 'confirmed' && actions}`,
  );
};
