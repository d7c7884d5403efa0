import { contactHref } from '../domain/contact-href.ts';
import { type Html, html } from '../html.ts';
import { guestWordsOf } from './guest-words-of.ts';

/** To whom a guest writes. */
export interface PageContact {
  readonly name: string;
  readonly email: string;
}

/** Whom to write to about what a page cannot do; nothing where there is nobody. */
export const contactLine = (locale: 'en' | 'cs', contact: PageContact | undefined): Html | undefined => {
  const href = contact && contactHref(contact.email);
  return contact && href
    ? html`${guestWordsOf(locale).contact} <a href="${href}">${contact.name}, ${contact.email}</a>`
    : undefined;
};
