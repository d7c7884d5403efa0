import { durationSeconds } from '../../events/http/duration-field.ts';
import { dateIn } from '../domain/date-in.ts';
import { describeTime } from '../domain/describe-time.ts';
import { type Html, html } from '../html.ts';
import type { BookDraft, BookFault } from './book-draft.ts';
import { bookField } from './book-field.ts';
import { bookHosts } from './book-hosts.ts';
import { bookLink } from './book-link.ts';
import type { BookChoice, BookOffer } from './book-offer.ts';
import { bookQuestions } from './book-questions.ts';
import type { BookWords } from './book-words.ts';
import { bookWordsOf } from './book-words-of.ts';
import { type Frame, page } from './page.ts';
import { pageWordsOf } from './page-words-of.ts';

/** The form for one time, as it stands. */
export interface BookAsk {
  readonly choice: BookChoice;
  readonly draft: BookDraft;
  readonly faults: readonly BookFault[];
  /** What came of the pressed button, where it booked nothing. */
  readonly notice?: { readonly title: string; readonly text: string } | undefined;
  /** Other starts to choose from, UTC instants: the one that was wished for is not free. */
  readonly alternatives?: readonly string[] | undefined;
}

type Bare = Omit<Frame, 'title'>;

const timeOf = (start: string, { zone, duration }: BookChoice, locale: 'en' | 'cs') => {
  const end = new Date(Date.parse(start) + (durationSeconds(duration) ?? 0) * 1000).toISOString();
  return describeTime({ start, end, zone, locale });
};

const facts = (offer: BookOffer, { choice, draft, alternatives }: BookAsk, { locale }: Bare): Html => {
  const { labels } = pageWordsOf(locale);
  const { lines, zone } = timeOf(draft.start || new Date(0).toISOString(), choice, locale);
  const when = html`<div><dt>${labels.when}</dt><dd><span class="strong">${lines[0]}
${lines[1]}</span>
<span class="soft">${zone}</span></dd></div>`;
  const rows = [
    [labels.hosts, bookHosts(offer, locale)],
    [labels.place, offer.place],
  ] as const;
  return html`<dl>
${alternatives === undefined && draft.start !== '' && when}
${rows.map(([label, said]) => (said ? html`<div><dt>${label}</dt><dd>${said}</dd></div>` : html``))}
</dl>`;
};

/** It takes the focus, so that whoever hears the page hears it first. */
const problemPart = (
  { notice, faults }: BookAsk,
  words: BookWords,
): Html => html`<div class="summary" role="alert" aria-labelledby="problem" tabindex="-1" autofocus>
<h2 id="problem">${notice?.title ?? words.problem}</h2>
${notice && html`<p>${notice.text}</p>`}
${faults.length > 0 && html`<ul>${faults.map(({ field, text, label }) => html`<li><a href="#${field}">${label === undefined ? text : `${label}: ${text}`}</a></li>`)}</ul>`}
</div>`;

const allTimes = (offer: BookOffer, { choice }: BookAsk, words: BookWords): Html =>
  html`<p class="after"><a href="${bookLink(offer, choice)}">${words.allTimes}</a></p>`;

const startPart = (offer: BookOffer, ask: BookAsk, words: BookWords, { locale }: Bare): Html => {
  const { alternatives, choice, draft, faults } = ask;
  if (alternatives === undefined) return html`<input type="hidden" name="start" value="${draft.start}">`;
  const others = alternatives.map((start) => {
    const { lines } = timeOf(start, choice, locale);
    return [start, lines.join(', ')] as const;
  });
  const field = { name: 'start', label: words.otherTimes, value: '', options: others };
  return html`${bookField({ ...field, kind: 'radio', required: true, isStacked: true }, faults)}
${allTimes(offer, ask, words)}`;
};

const person = ({ draft, faults }: BookAsk, words: BookWords): Html => html`
${bookField({ name: 'name', label: words.name, value: draft.name, required: true, kind: 'text', autocomplete: 'name' }, faults)}
${bookField({ name: 'email', label: words.email, value: draft.email, required: true, kind: 'email', autocomplete: 'email' }, faults)}`;

const formPart = (offer: BookOffer, ask: BookAsk, words: BookWords, frame: Bare): Html => {
  const { choice, draft, faults } = ask;
  const guests = { name: 'guests', label: words.guests, hint: words.guestsHint, value: draft.guests };
  // Where another page frames this one, the booking goes on in the whole window: the guest's own page is framed by nobody.
  return html`<form method="post" action="/book/${encodeURIComponent(offer.id)}" target="_top">
<input type="hidden" name="key" value="${draft.key}">
<input type="hidden" name="zone" value="${choice.zone}">
<input type="hidden" name="duration" value="${choice.duration}">
<input type="hidden" name="locale" value="${frame.locale}">
${startPart(offer, ask, words, frame)}
<h2>${words.yourDetails}</h2>
<p class="hint after">${words.marks}</p>
${person(ask, words)}
${bookField({ ...guests, kind: 'lines' }, faults)}
${bookQuestions(offer, draft, faults, words)}
<div class="actions"><button class="button main" type="submit">${words.book}</button></div>
<p class="hint after">${words.mailFollows}</p>
</form>`;
};

/** The form that books: who comes, and what the event type asks; whatever was typed before is in it. */
export const bookFormPage = (frame: Bare, offer: BookOffer, ask: BookAsk): string => {
  const words = bookWordsOf(frame.locale);
  const { notice, faults, choice, draft, alternatives } = ask;
  const isRefused = notice !== undefined || faults.length > 0;
  const title = isRefused ? `${notice?.title ?? words.problem}: ${offer.title}` : offer.title;
  const { start } = draft;
  const back = bookLink(offer, choice, start === '' ? {} : { day: dateIn(choice.zone, Date.parse(start)) });
  const noOthers = html`<p>${words.noOthers}</p>${allTimes(offer, ask, words)}`;
  return page(
    { ...frame, title },
    html`<a class="back" href="${back}">‹ ${words.back}</a>
${isRefused && problemPart(ask, words)}
<h1>${offer.title}</h1>
${facts(offer, ask, frame)}
${alternatives?.length === 0 ? noOthers : formPart(offer, ask, words, frame)}`,
  );
};
