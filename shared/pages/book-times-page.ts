import { describeDay, describeDuration, describeMonth, describeStart } from '../domain/describe-slot.ts';
import { type Html, html } from '../html.ts';
import { bookHosts } from './book-hosts.ts';
import { bookLink } from './book-link.ts';
import { type BookMonth, bookMonth } from './book-month.ts';
import type { BookChoice, BookOffer } from './book-offer.ts';
import type { BookWords } from './book-words.ts';
import { bookWordsOf } from './book-words-of.ts';
import { bookZone } from './book-zone.ts';
import { type Frame, page } from './page.ts';
import { pageWordsOf } from './page-words-of.ts';

/** The times of an offer, as far as they are shown. */
export interface BookTimes extends BookMonth {
  readonly choice: BookChoice;
  /** Where the month has none: the date of the next one. */
  readonly nextDay?: string | undefined;
  /** A time that was asked for is gone. */
  readonly isGone: boolean;
}

type Bare = Omit<Frame, 'title'>;

const SHORT = 280;

const about = (description: string | undefined, words: BookWords): Html | undefined => {
  const text = description?.trim();
  if (!text) return undefined;
  const said = html`<p class="lead about">${text}</p>`;
  return text.length <= SHORT
    ? said
    : html`<details><summary><b>${words.about}</b></summary>${said}</details>`;
};

const lengths = (offer: BookOffer, { choice, day, month }: BookTimes, words: BookWords, { locale }: Bare) => {
  if (offer.durations.length < 2) return undefined;
  const items = offer.durations.map((duration) => {
    const current = duration === choice.duration && html` aria-current="true"`;
    const href = bookLink(offer, { ...choice, duration }, day === undefined ? { month } : { day });
    return html`<li><a class="pill" href="${href}"${current} rel="nofollow">${describeDuration(duration, locale)}</a></li>`;
  });
  return html`<h2 id="lengths">${words.length}</h2><ul class="lengths" aria-labelledby="lengths">${items}</ul>`;
};

/** Whom one meets, where and how long. */
const facts = (offer: BookOffer, { choice }: BookTimes, words: BookWords, { locale }: Bare): Html => {
  const { labels } = pageWordsOf(locale);
  const rows: [string, string | undefined][] = [
    [labels.hosts, bookHosts(offer, locale)],
    [labels.place, offer.place],
    [words.length, offer.durations.length > 1 ? undefined : describeDuration(choice.duration, locale)],
  ];
  return html`<dl>${rows.map(([label, said]) =>
    said ? html`<div><dt>${label}</dt><dd>${said}</dd></div>` : html``,
  )}</dl>`;
};

const emptiness = (offer: BookOffer, times: BookTimes, words: BookWords, { locale }: Bare): Html => {
  const { choice, month, nextDay } = times;
  if (nextDay === undefined) return html`<p>${words.noneAtAll}</p>`;
  return html`<p>${words.noneIn(describeMonth(month, locale))}</p>
<p><a class="button main" href="${bookLink(offer, choice, { day: nextDay })}#times" rel="nofollow">${words.nextFree(describeDay(nextDay, locale))}</a></p>`;
};

const slotsOfDay = (offer: BookOffer, times: BookTimes, words: BookWords, frame: Bare): Html => {
  const { choice, day, days } = times;
  if (day === undefined)
    return html`<section class="day" id="times">${emptiness(offer, times, words, frame)}</section>`;
  const items = (days.get(day) ?? []).map((start) => {
    const href = bookLink(offer, choice, { start: new Date(start).toISOString() });
    return html`<li><a class="pill" href="${href}" rel="nofollow">${describeStart(start, choice.zone, frame.locale)}</a></li>
`;
  });
  return html`<section class="day" id="times" aria-labelledby="day-name">
<h2 id="day-name">${describeDay(day, frame.locale)}</h2>
<ul class="times">
${items}</ul>
</section>`;
};

/** In another language, where one was not chosen for good. */
const otherLocale = (offer: BookOffer, { choice, day, month }: BookTimes, words: BookWords): Html => {
  const { locale, name } = words.otherLocale;
  const href = bookLink(offer, { ...choice, locale }, day === undefined ? { month } : { day });
  return html`<a class="other-locale whole" href="${href}" lang="${locale}" hreflang="${locale}" rel="nofollow">${name}</a>`;
};

/** What can be booked and when: a month of days, and the times of one of them as links. */
export const bookTimesPage = (frame: Bare, offer: BookOffer, times: BookTimes): string => {
  const { locale } = frame;
  const words = bookWordsOf(locale);
  const { choice, month, days, day, isGone, now } = times;
  const context = { offer, choice, words, locale };
  const at = (day === undefined ? undefined : days.get(day)?.[0]) ?? now;
  return page(
    { ...frame, title: offer.title },
    html`<div class="offer">
<div class="what">
<h1>${offer.title}</h1>
${about(offer.description, words)}
${facts(offer, times, words, frame)}
${lengths(offer, times, words, frame)}
</div>
<div class="calendar">
${isGone && html`<p class="note whole" role="alert">${words.gone}</p>`}
${bookMonth(times, context)}
${slotsOfDay(offer, times, words, frame)}
${bookZone({ ...context, at, month })}
${otherLocale(offer, times, words)}
</div>
</div>`,
  );
};
