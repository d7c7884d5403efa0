import type { Person } from '../../events/stored/person.ts';
import type { GuestWords } from './guest-words.ts';
import { CZECH_GUEST } from './guest-words-cs.ts';
import { ENGLISH_GUEST } from './guest-words-en.ts';

const CATALOGUES: Readonly<Record<Person['locale'], GuestWords>> = { en: ENGLISH_GUEST, cs: CZECH_GUEST };

/** The catalogue of a language. */
export const guestWordsOf = (locale: Person['locale']): GuestWords => CATALOGUES[locale];
