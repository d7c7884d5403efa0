import { html } from '../html.ts';
import { type GuestMeeting, meetingFacts } from './guest-meeting.ts';
import { guestWordsOf } from './guest-words-of.ts';
import { inShort } from './in-short.ts';
import { type Informed, informedLine } from './informed-line.ts';
import { type Frame, page } from './page.ts';
import type { PageWords } from './page-words.ts';
import { pageWordsOf } from './page-words-of.ts';

interface Ask {
  /** Of the meeting's page. */
  readonly path: string;
  /** The time has changed between the page and the pressed button. */
  readonly hasMoved: boolean;
}

const askWords = ({ status, isBooker, locale }: GuestMeeting, words: PageWords) => {
  const { cancel, decline } = words.buttons;
  const { ask, button } = guestWordsOf(locale).letGo;
  if (status === 'held') return { ...ask, button };
  return isBooker ? { ...words.askCancel, button: cancel } : { ...words.askDecline, button: decline };
};

/** Asks before it cancels: only the pressed button does, and it works without script. */
export const cancelPage = (
  frame: Omit<Frame, 'title'>,
  meeting: GuestMeeting,
  { path, hasMoved }: Ask,
): string => {
  const words = pageWordsOf(frame.locale);
  const { title, text, button } = askWords(meeting, words);
  const isForAll = meeting.isBooker && meeting.status !== 'held';
  return page(
    { ...frame, title },
    html`<h1>${title}</h1>
${hasMoved && html`<p class="note" role="alert">${words.movedSince}</p>`}
<p class="lead">${text}</p>
<h2 dir="auto">${meeting.title}</h2>
${meetingFacts(inShort(meeting), words)}
<form method="post" action="${path}/cancel">
<input type="hidden" name="seen" value="${meeting.start}">
${
  isForAll &&
  html`<label for="reason">${words.reason.label} <span class="hint">${words.reason.hint}</span></label>
<textarea id="reason" name="reason" rows="3" maxlength="1000"></textarea>`
}
<div class="actions">
<button class="button bad" type="submit">${button}</button>
<a class="button plain" href="${path}">${words.buttons.keep}</a>
</div>
</form>`,
  );
};

type Ending = 'cancelled' | 'alreadyCancelled' | 'declined' | 'alreadyDeclined' | 'over' | 'overUnanswered';

interface Ended {
  readonly ending: Ending;
  readonly informed?: Informed | undefined;
}

/** How it ended: what was done now or before, of which meeting, and who is told. */
export const cancelledPage = (
  frame: Omit<Frame, 'title'>,
  meeting: GuestMeeting,
  { ending, informed }: Ended,
): string => {
  const words = pageWordsOf(frame.locale);
  const isHeld = meeting.status === 'released' && ending !== 'over';
  const { title, text } = isHeld ? guestWordsOf(frame.locale).letGo.done : words[ending];
  return page(
    { ...frame, title },
    html`<h1>${title}</h1>
<p class="lead">${text}</p>
${informed && informedLine(frame.locale, informed)}
<h2 dir="auto">${meeting.title}</h2>
${meetingFacts(inShort(meeting), words)}`,
  );
};
