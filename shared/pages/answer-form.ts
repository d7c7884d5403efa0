import { type Html, html } from '../html.ts';
import type { GuestMeeting } from './guest-meeting.ts';
import { guestWordsOf } from './guest-words-of.ts';

const ANSWERS = ['accepted', 'tentative', 'declined'] as const;

/** The three buttons with which a guest answers; the one that their mail led to comes forward. */
export const answerForm = (meeting: GuestMeeting, path: string, suggested?: string): Html => {
  const { buttons } = guestWordsOf(meeting.locale).answer;
  const look = (answer: string): string => {
    if (answer === suggested) return 'main';
    return answer === meeting.answer ? 'plain chosen' : 'plain';
  };
  return html`<form method="post" action="${path}/rsvp"><div class="actions">
${ANSWERS.map(
  (answer) =>
    html`<button class="button ${look(answer)}" type="submit" name="answer" value="${answer}"${answer === meeting.answer && html` aria-current="true"`}>${buttons[answer]}</button>
`,
)}</div></form>`;
};
