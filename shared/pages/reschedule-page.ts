import { describeDay, describeStart } from '../domain/describe-slot.ts';
import { describeTime } from '../domain/describe-time.ts';
import { slotDays } from '../domain/slot-days.ts';
import { type Html, html } from '../html.ts';
import type { GuestMeeting } from './guest-meeting.ts';
import { guestWordsOf } from './guest-words-of.ts';
import { type Frame, page } from './page.ts';
import { pageWordsOf } from './page-words-of.ts';
import { startChoices } from './start-choices.ts';
import type { WeekOffer } from './week-offer.ts';
import { zoneForm } from './zone-form.ts';

interface Offer {
  /** Of the meeting's page. */
  readonly path: string;
  readonly week: WeekOffer;
  /** Why the button that was pressed moved nothing. */
  readonly fault?: 'missing' | 'taken' | 'stale' | undefined;
}

const faultPart = ({ fault, week }: Offer, locale: 'en' | 'cs'): Html | undefined => {
  if (fault === undefined) return undefined;
  const { move } = guestWordsOf(locale);
  const text = week.starts.length > 0 ? html`<a href="#start">${move[fault]}</a>` : html`${move[fault]}`;
  return html`<div class="faults" role="alert"><h2>${move.faultTitle}</h2><p>${text}</p></div>`;
};

const weekPath = ({ path, week }: Offer, from: string): string =>
  `${path}/reschedule?${new URLSearchParams({ from, zone: week.zone })}`;

const nothingFree = (offer: Offer, locale: 'en' | 'cs'): Html => {
  const { move } = guestWordsOf(locale);
  const { next, zone, earlier } = offer.week;
  if (next === undefined)
    return html`<p class="note">${earlier === undefined ? move.noneAtAll : move.noneLater}</p>`;
  const [date = ''] = [...slotDays([next.start], zone).keys()];
  const when = `${describeDay(date, locale)}, ${describeStart(next.start, zone, locale)}`;
  return html`<p class="note">${move.none} <a href="${weekPath(offer, next.from)}">${move.next} ${when}</a></p>`;
};

const weeks = (offer: Offer, locale: 'en' | 'cs'): Html => {
  const { move } = guestWordsOf(locale);
  const { earlier, later } = offer.week;
  return html`<nav class="weeks" aria-label="${move.week}">
<span>${earlier !== undefined && html`<a href="${weekPath(offer, earlier)}" rel="prev">← ${move.earlier}</a>`}</span>
<a href="${weekPath(offer, later)}" rel="next">${move.later} →</a>
</nav>`;
};

const form = (offer: Offer, meeting: GuestMeeting): Html => {
  const { locale } = meeting;
  const { reason, buttons } = pageWordsOf(locale);
  const { zone, starts, from } = offer.week;
  return html`<form method="post" action="${offer.path}/reschedule">
<input type="hidden" name="seen" value="${meeting.start}">
<input type="hidden" name="zone" value="${zone}">
<input type="hidden" name="from" value="${from}">
${startChoices({ starts, zone, locale })}
<div class="gap"><label for="reason">${reason.label} <span class="hint">${reason.hint}</span></label>
<textarea id="reason" name="reason" rows="3" maxlength="1000"></textarea></div>
<div class="press"><button class="button main" type="submit">${guestWordsOf(locale).move.button}</button></div>
<p><a href="${offer.path}">${buttons.keep}</a></p>
</form>`;
};

/** The free starts of a week: only the pressed button moves the meeting, and it works without script. */
export const reschedulePage = (frame: Omit<Frame, 'title'>, meeting: GuestMeeting, offer: Offer): string => {
  const { locale, title, start, end } = meeting;
  const { zone, starts, from } = offer.week;
  const { move } = guestWordsOf(locale);
  const now = describeTime({ start, end, zone, locale });
  return page(
    { ...frame, title: move.title },
    html`<h1>${move.title}</h1>
${faultPart(offer, locale)}
<p class="lead">${move.text}</p>
<h2 dir="auto">${title}</h2>
<dl><div><dt>${move.now}</dt><dd><span class="strong">${now.lines[0]}
${now.lines[1]}</span>
<span class="soft">${now.zone}</span></dd></div></dl>
<h2>${move.week}</h2>
${weeks(offer, locale)}
${starts.length > 0 ? form(offer, meeting) : nothingFree(offer, locale)}
${zoneForm({ path: `${offer.path}/reschedule`, zone, locale, kept: { from } })}`,
  );
};
