import { monthWeeks } from '../domain/calendar-month.ts';
import { dateIn } from '../domain/date-in.ts';
import { describeDay, describeMonth, weekdayNames } from '../domain/describe-slot.ts';
import { type Html, html } from '../html.ts';
import { bookLink } from './book-link.ts';
import type { BookChoice, BookOffer } from './book-offer.ts';
import type { BookWords } from './book-words.ts';

/** A month with the starts (epoch milliseconds) that are free, by date. */
export interface BookMonth {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly month: string;
  readonly days: ReadonlyMap<string, readonly number[]>;
  /** The date whose times are shown. */
  readonly day?: string | undefined;
  readonly earlier?: string | undefined;
  readonly later?: string | undefined;
}

interface Context {
  readonly offer: BookOffer;
  readonly choice: BookChoice;
  readonly words: BookWords;
  readonly locale: 'en' | 'cs';
}

const turn = (
  month: string | undefined,
  { offer, choice }: Context,
  [sign, label]: [string, string],
): Html =>
  month === undefined
    ? html`<span></span>`
    : html`<a href="${bookLink(offer, choice, { month })}#month" aria-label="${label}" rel="nofollow">${sign}</a>`;

const cell = (date: string | undefined, { days, day }: BookMonth, context: Context): Html => {
  if (date === undefined) return html`<td></td>`;
  const number = Number(date.slice(-2));
  const free = days.get(date)?.length ?? 0;
  if (free === 0) return html`<td><span>${number}</span></td>`;
  const { offer, choice, words, locale } = context;
  const label = `${describeDay(date, locale)}, ${words.times(free)}`;
  const current = date === day && html` aria-current="date"`;
  return html`<td><a href="${bookLink(offer, choice, { day: date })}#times" aria-label="${label}"${current} rel="nofollow">${number}</a></td>`;
};

/** A month as a table of days, without the weeks that are over: those with free times are links. */
export const bookMonth = (shown: BookMonth, context: Context): Html => {
  const { words, locale, choice } = context;
  const { month, earlier, later, now } = shown;
  const heads = weekdayNames(locale).map(
    ({ long, short }) => html`<th scope="col"><abbr title="${long}">${short}</abbr></th>`,
  );
  const today = dateIn(choice.zone, now);
  const weeks = monthWeeks(month).filter((week) => week.some((date) => date !== undefined && date >= today));
  const rows = weeks.map(
    (week) => html`<tr>${week.map((date) => cell(date, shown, context))}</tr>
`,
  );
  return html`<section class="month" id="month" aria-labelledby="month-name">
<div class="turn">
${turn(earlier, context, ['‹', words.earlier])}
<h2 id="month-name">${describeMonth(month, locale)}</h2>
${turn(later, context, ['›', words.later])}
</div>
<table aria-labelledby="month-name">
<thead><tr>${heads}</tr></thead>
<tbody>
${rows}</tbody>
</table>
</section>`;
};
