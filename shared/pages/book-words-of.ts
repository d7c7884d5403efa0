import type { Person } from '../../events/stored/person.ts';
import type { BookWords } from './book-words.ts';
import { CZECH_BOOKING } from './book-words-cs.ts';
import { ENGLISH_BOOKING } from './book-words-en.ts';

const CATALOGUES: Readonly<Record<Person['locale'], BookWords>> = { en: ENGLISH_BOOKING, cs: CZECH_BOOKING };

/** The catalogue of a language. */
export const bookWordsOf = (locale: Person['locale']): BookWords => CATALOGUES[locale];
