import type { BookOffer } from './book-offer.ts';

const LOCALES = { en: 'en-GB', cs: 'cs-CZ' } as const;

/** Whom a guest meets: `Ada and Ben`, or where one of them comes `Ada or Ben`. */
export const bookHosts = (
  { hosts, isOneOfHosts }: Pick<BookOffer, 'hosts' | 'isOneOfHosts'>,
  locale: 'en' | 'cs',
): string => {
  const type = isOneOfHosts ? 'disjunction' : 'conjunction';
  return new Intl.ListFormat(LOCALES[locale], { type }).format(hosts);
};
