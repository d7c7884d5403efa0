import type { BookForm } from '../../events/http/book-page.ts';
import { PublicBookingPost } from '../../events/http/public-booking.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import { parseInput } from '../../shared/http/parse-input.ts';
import { answerField, type BookDraft } from '../../shared/pages/book-draft.ts';

/** A key that could be guessed would open the guest's pages. */
const SHORTEST_KEY = 32;
const LONGEST_KEY = 255;
const LONGEST_NAME = 100;

interface Guest {
  readonly name: string;
  readonly email: string;
}

const answersOf = (form: BookForm, { questions }: EventType): BookDraft['answers'] =>
  Object.fromEntries(questions.map(({ id }) => [id, form[answerField(id)] ?? '']));

/** What was typed, as it was; `mint` makes a key where the form has none that is ours. */
export const draftOf = (form: BookForm, eventType: EventType, mint: () => string): BookDraft => {
  const { start, key, name, email, guests } = form;
  const isKey = key.length >= SHORTEST_KEY && key.length <= LONGEST_KEY;
  return { start, key: isKey ? key : mint(), name, email, guests, answers: answersOf(form, eventType) };
};

/** `ann@example.com` or `Ann <ann@example.com>`, a line each. */
export const guestsTyped = (text: string): Guest[] =>
  text
    .split(/[\n\r,;]+/u)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [, name = '', address] = /^([^<>]*)<([^<>]*)>$/u.exec(entry) ?? [];
      const email = (address ?? entry).trim();
      const called = name.trim() || (email.split('@')[0] ?? '').slice(0, LONGEST_NAME);
      return { name: called, email };
    });

/** The same wish as `POST /v1/event-types/{id}/bookings` takes. Throws `invalid_request` by its fields. */
export const wishOf = (
  { start, name, email, guests, answers }: BookDraft,
  { zone, duration }: Pick<BookForm, 'zone' | 'duration'>,
  locale: 'en' | 'cs',
): PublicBookingPost => {
  const others = guestsTyped(guests);
  const wish = {
    start,
    zone,
    locale,
    ...(duration !== '' && { duration }),
    guest: { name, email: email.trim() },
    ...(others.length > 0 && { guests: others }),
    answers,
  };
  return parseInput(PublicBookingPost, wish, 'form');
};
