import { emailAddress } from '../../events/fields.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import type { FieldError } from '../../shared/errors.ts';
import { answerField, type BookDraft, type BookFault } from '../../shared/pages/book-draft.ts';
import type { BookWords } from '../../shared/pages/book-words.ts';
import { guestsTyped } from './read-book-form.ts';

type Words = BookWords['faults'];

const LONGEST_NAME = 100;

const isAddress = (text: string): boolean => emailAddress.safeParse(text).success;

const ofName = (name: string, words: Words): string => {
  const text = name.trim();
  if (text === '') return words.name;
  if (text.length > LONGEST_NAME) return words.nameLong;
  return /:\/\/|www\./iu.test(text) ? words.nameLink : words.nameOdd;
};

const ofEmail = (email: string, words: Words): string => {
  const text = email.trim();
  if (text === '') return words.email;
  return isAddress(text) ? words.emailOfHost : words.emailShape;
};

const MOST_SAID = 60;

const inShort = (text: string): string =>
  text.length <= MOST_SAID ? text : `${text.slice(0, MOST_SAID).toWellFormed()}…`;

/** Of `guests.3.email`; of the list itself where it is too long. */
const ofGuest = (field: string, { guests, email }: BookDraft, words: Words): string => {
  const typed = guestsTyped(guests);
  const guest = typed[Number(field.split('.')[1])];
  if (guest === undefined) return words.guestsMany;
  if (!isAddress(guest.email) || field.endsWith('name')) return words.guestShape(inShort(guest.email));
  const same = [email.trim(), ...typed.map((each) => each.email)].filter(
    (each) => each.toLowerCase() === guest.email.toLowerCase(),
  );
  return same.length > 1 ? words.guestTwice(guest.email) : words.guestHost(guest.email);
};

const KINDS = {
  text: 'line',
  long_text: 'long',
  phone: 'phone',
  choice: 'choice',
  yes_no: 'choice',
} as const satisfies Record<EventType['questions'][number]['kind'], keyof Words>;

const ofAnswer = (
  id: string,
  { questions }: EventType,
  { answers }: BookDraft,
  words: Words,
): BookFault[] => {
  const question = questions.find((each) => each.id === id);
  if (question === undefined) return [];
  const { label, kind } = question;
  const text = (answers[id] ?? '').trim() === '' ? words.required : words[KINDS[kind]];
  return [{ field: answerField(id), label, text }];
};

const faultOf = (field: string, draft: BookDraft, eventType: EventType, words: BookWords): BookFault[] => {
  const { faults, guests: label } = words;
  const [top = '', rest = ''] = field.split('.');
  if (field === 'guest.name') return [{ field: 'name', text: ofName(draft.name, faults) }];
  if (field === 'guest.email') return [{ field: 'email', text: ofEmail(draft.email, faults) }];
  if (top === 'guests') return [{ field: 'guests', label, text: ofGuest(field, draft, faults) }];
  return top === 'answers' ? ofAnswer(rest, eventType, draft, faults) : [];
};

/** What is wrong with a form, in the guest's words and by its own fields: each once. */
export const bookFaults = (
  errors: readonly FieldError[],
  draft: BookDraft,
  eventType: EventType,
  words: BookWords,
): BookFault[] => {
  const all = errors.flatMap(({ field }) => faultOf(field, draft, eventType, words));
  return all.filter(({ field }, index) => all.findIndex((each) => each.field === field) === index);
};
