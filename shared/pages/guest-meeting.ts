import type { Rsvp } from '../../events/stored/booking.ts';
import { describeTime } from '../domain/describe-time.ts';
import { type Html, html } from '../html.ts';
import { guestWordsOf } from './guest-words-of.ts';
import type { PageWords } from './page-words.ts';

/** A meeting as one guest may see it. */
export interface GuestMeeting {
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  readonly locale: 'en' | 'cs';
  /** `held`: for them, to be confirmed · `released`: it was held, and let go. */
  readonly status: 'confirmed' | 'held' | 'draft' | 'cancelled' | 'released' | 'declined' | 'over';
  readonly hosts: readonly string[];
  /** Whom they bring along, by name. */
  readonly brought: readonly string[];
  readonly answer: Rsvp;
  readonly heldUntil?: string | undefined;
  readonly place?: string | undefined;
  readonly joinUrl?: string | undefined;
  readonly linkPending: boolean;
  readonly description?: string | undefined;
  /** The guest who booked cancels for all; others only decline for themselves. */
  readonly isBooker: boolean;
  readonly mayCancel: 'yes' | 'late' | 'no';
  readonly mayMove: 'yes' | 'late' | 'no';
  readonly mayAnswer: boolean;
}

const row = (label: string, value: string | Html | undefined): Html | undefined =>
  value === undefined || value === '' ? undefined : html`<div><dt>${label}</dt><dd>${value}</dd></div>`;

const isWeb = (url: string): boolean => /^https:\/\//u.test(url) && URL.canParse(url);

const link = ({ joinUrl, linkPending }: GuestMeeting, words: PageWords): string | Html | undefined => {
  if (joinUrl === undefined) return linkPending ? words.linkFollows : undefined;
  return isWeb(joinUrl) ? html`<a href="${joinUrl}" rel="noreferrer">${joinUrl}</a>` : joinUrl;
};

/** Each name runs in its own direction. */
const names = (people: readonly string[]): Html | undefined =>
  people.length === 0
    ? undefined
    : html`${people.map((name, index) => html`${index > 0 && ', '}<bdi>${name}</bdi>`)}`;

const timeOf = (meeting: Parameters<typeof describeTime>[0]): Html => {
  const { lines, zone } = describeTime(meeting);
  const [first, second] = lines;
  return html`<span class="strong">${first}
${second}</span>
<span class="soft">${zone}</span>`;
};

const timeBefore = (meeting: GuestMeeting, { start, end }: Before): Html => {
  const [day, hours] = describeTime({ ...meeting, start, end }).lines;
  return html`<s>${day}
${hours}</s>`;
};

/** A time that it no longer has. */
export interface Before {
  readonly start: string;
  readonly end: string;
}

const placeOf = ({ place, joinUrl, status }: GuestMeeting): string | undefined =>
  place === joinUrl && status === 'confirmed' ? undefined : place;

/** The facts of the meeting in the guest's zone and language; a link to join only while there is something to join. */
export const meetingFacts = (meeting: GuestMeeting, words: PageWords, before?: Before): Html => {
  const { labels } = words;
  const { brought, answer, move } = guestWordsOf(meeting.locale);
  const about = meeting.description?.trim();
  return html`<dl>
${row(labels.when, timeOf(meeting))}
${before && row(move.before, timeBefore(meeting, before))}
${row(labels.place, placeOf(meeting))}
${meeting.status === 'confirmed' && row(labels.link, link(meeting, words))}
${row(labels.hosts, names(meeting.hosts))}
${row(brought, names(meeting.brought))}
${meeting.mayAnswer && row(answer.label, answer.said[meeting.answer])}
${row(labels.about, about && html`<span dir="auto">${about}</span>`)}
</dl>`;
};
