import type { Person } from '../../events/stored/person.ts';
import type { LetterWords } from './letter-words.ts';
import { CZECH } from './letter-words-cs.ts';
import { ENGLISH } from './letter-words-en.ts';

const CATALOGUES: Readonly<Record<Person['locale'], LetterWords>> = { en: ENGLISH, cs: CZECH };

/** The catalogue of a language. */
export const wordsOf = (locale: Person['locale']): LetterWords => CATALOGUES[locale];
