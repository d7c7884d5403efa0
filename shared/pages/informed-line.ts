import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { guestWordsOf } from './guest-words-of.ts';

/** Who reads of it in a mail: hosts by name, the guest themselves, other guests by number. */
export interface Informed {
  readonly hosts: readonly string[];
  readonly isGuest: boolean;
  readonly others: number;
}

/** A name may run from right to left: its marks do not move the words around it. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

const LOCALES = { en: 'en-GB', cs: 'cs-CZ' } as const;

/** Says who is told by mail; nothing where nobody is. */
export const informedLine = (locale: 'en' | 'cs', { hosts, isGuest, others }: Informed): Html | undefined => {
  const words = guestWordsOf(locale);
  const people = [
    ...hosts.map(isolated),
    ...(isGuest ? [words.you] : []),
    ...(others > 0 ? [words.others(others)] : []),
  ];
  if (people.length === 0) return undefined;
  const list = new Intl.ListFormat(LOCALES[locale], { type: 'conjunction' }).format(people);
  return html`<p>${words.informed(list)}</p>`;
};
