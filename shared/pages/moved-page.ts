import { describeTime } from '../domain/describe-time.ts';
import { type Html, html } from '../html.ts';
import { type GuestMeeting, meetingFacts } from './guest-meeting.ts';
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
  readonly before?: { readonly start: string; readonly end: string } | undefined;
  readonly informed?: Informed | undefined;
}

const beforePart = (meeting: GuestMeeting, { before }: Moved): Html | undefined => {
  if (before === undefined) return undefined;
  const [day, hours] = describeTime({ ...meeting, ...before }).lines;
  return html`<dl><div><dt>${guestWordsOf(meeting.locale).move.before}</dt><dd><s>${day}
${hours}</s></dd></div></dl>`;
};

/** What became of the wish for another time: done, done before, or not to be had here. */
export const movedPage = (frame: Omit<Frame, 'title'>, meeting: GuestMeeting, moved: Moved): string => {
  const words = pageWordsOf(frame.locale);
  const { title, text } = guestWordsOf(frame.locale).move[moved.ending];
  return page(
    { ...frame, title },
    html`<h1>${title}</h1>
<p class="lead">${text}</p>
${moved.informed && informedLine(frame.locale, moved.informed)}
<h2>${meeting.title}</h2>
${meetingFacts(inShort(meeting), words)}
${beforePart(meeting, moved)}
<div class="actions"><a class="button plain" href="${moved.path}">${words.buttons.show}</a></div>`,
  );
};
