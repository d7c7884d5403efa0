import type { Person } from '../../events/stored/person.ts';
import type { PageWords } from './page-words.ts';
import { CZECH_PAGES } from './page-words-cs.ts';
import { ENGLISH_PAGES } from './page-words-en.ts';

const CATALOGUES: Readonly<Record<Person['locale'], PageWords>> = { en: ENGLISH_PAGES, cs: CZECH_PAGES };

/** The catalogue of a language. */
export const pageWordsOf = (locale: Person['locale']): PageWords => CATALOGUES[locale];
