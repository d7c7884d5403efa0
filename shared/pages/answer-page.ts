import { html } from '../html.ts';
import { answerForm } from './answer-form.ts';
import { type GuestMeeting, meetingFacts } from './guest-meeting.ts';
import { guestWordsOf } from './guest-words-of.ts';
import { inShort } from './in-short.ts';
import { type Informed, informedLine } from './informed-line.ts';
import { type Frame, page } from './page.ts';
import { pageWordsOf } from './page-words-of.ts';

interface Ask {
  /** Of the meeting's page. */
  readonly path: string;
  /** What the button in the mail said. */
  readonly suggested?: string | undefined;
}

/** Asks whether the guest comes; only a pressed button answers. */
export const answerPage = (
  frame: Omit<Frame, 'title'>,
  meeting: GuestMeeting,
  { path, suggested }: Ask,
): string => {
  const { answer } = guestWordsOf(frame.locale);
  const words = pageWordsOf(frame.locale);
  return page(
    { ...frame, title: answer.question },
    html`<h1>${answer.question}</h1>
<p class="lead">${answer.inertText}</p>
<h2 dir="auto">${meeting.title}</h2>
${meetingFacts(inShort(meeting), words)}
${answerForm(meeting, path, suggested)}
<p class="after"><a href="${path}">${words.buttons.show}</a></p>`,
  );
};

interface Answered {
  /** Of the meeting's page. */
  readonly path: string;
  readonly informed?: Informed | undefined;
}

/** What the guest has answered, and the way to say something else. */
export const answeredPage = (
  frame: Omit<Frame, 'title'>,
  meeting: GuestMeeting,
  { path, informed }: Answered,
): string => {
  const { answer } = guestWordsOf(frame.locale);
  const words = pageWordsOf(frame.locale);
  const { title, text } = answer.done[meeting.answer === 'needs_action' ? 'accepted' : meeting.answer];
  return page(
    { ...frame, title },
    html`<h1>${title}</h1>
<p class="lead">${text}</p>
${informed && informedLine(frame.locale, informed)}
<h2 dir="auto">${meeting.title}</h2>
${meetingFacts(inShort(meeting), words)}
<div class="actions"><a class="button plain" href="${path}">${words.buttons.show}</a></div>
<section><h2>${answer.question}</h2>
<p class="lead">${answer.text}</p>
${answerForm(meeting, path)}</section>`,
  );
};
