import { html } from '../html.ts';
import { type Before, type GuestMeeting, meetingFacts } from './guest-meeting.ts';
import { guestWordsOf } from './guest-words-of.ts';
import { inShort } from './in-short.ts';
import { type Informed, informedLine } from './informed-line.ts';
import { type Frame, page } from './page.ts';
import { pageWordsOf } from './page-words-of.ts';

interface Moved {
  /** Of the meeting's page. */
  readonly path: string;
  readonly ending: 'done' | 'already' | 'over' | 'cancelled' | 'notConfirmed' | 'notYours';
  /** When it was before. */
  readonly before?: Before | undefined;
  readonly informed?: Informed | undefined;
}

/** What became of the wish for another time: done, done before, or not to be had here. */
export const movedPage = (frame: Omit<Frame, 'title'>, meeting: GuestMeeting, moved: Moved): string => {
  const words = pageWordsOf(frame.locale);
  const { title, text } = guestWordsOf(frame.locale).move[moved.ending];
  return page(
    { ...frame, title },
    html`<h1>${title}</h1>
<p class="lead">${text}</p>
${moved.informed && informedLine(frame.locale, moved.informed)}
<h2 dir="auto">${meeting.title}</h2>
${meetingFacts(inShort(meeting), words, moved.before)}
<div class="actions"><a class="button plain" href="${moved.path}">${words.buttons.show}</a></div>`,
  );
};
