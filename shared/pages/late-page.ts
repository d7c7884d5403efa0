import { html } from '../html.ts';
import { contactLine, type PageContact } from './contact-line.ts';
import { type GuestMeeting, meetingFacts } from './guest-meeting.ts';
import { guestWordsOf } from './guest-words-of.ts';
import { inShort } from './in-short.ts';
import { type Frame, page } from './page.ts';
import { pageWordsOf } from './page-words-of.ts';

interface Late {
  readonly wish: 'cancel' | 'move';
  readonly path: string;
  /** Whom to write to. */
  readonly contact?: PageContact | undefined;
}

/** The time until which guests could do it by themselves is over: what is left to them. */
export const latePage = (frame: Omit<Frame, 'title'>, meeting: GuestMeeting, late: Late): string => {
  const words = pageWordsOf(frame.locale);
  const guestWords = guestWordsOf(frame.locale);
  const { title, text } = guestWords.late[late.wish];
  const contact = contactLine(frame.locale, late.contact);
  return page(
    { ...frame, title },
    html`<h1>${title}</h1>
<p class="lead">${text}</p>
${contact && html`<p>${contact}</p>`}
<h2 dir="auto">${meeting.title}</h2>
${meetingFacts(inShort(meeting), words)}
<div class="actions">
<a class="button plain" href="${late.path}/rsvp">${guestWords.answer.question}</a>
<a class="button plain" href="${late.path}">${words.buttons.show}</a>
</div>`,
  );
};
