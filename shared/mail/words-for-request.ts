import { providerOf } from '../domain/provider-of.ts';
import type { RequestLetter } from '../ports/request-letters.ts';
import { approvedWordsOf } from './approved-words.ts';
import { type RequestWords, requestWordsOf } from './request-words.ts';

/** What this letter says, whoever it comes from: an admin of ours, or what an administrator at the provider has made possible. */
export const wordsForRequest = ({ request, to }: Pick<RequestLetter, 'request' | 'to'>): RequestWords => {
  const words = requestWordsOf(to.locale, providerOf(request.platform));
  if (!request.approved) return words;
  const { subject, headline, asks, sentBy } = approvedWordsOf(to.locale);
  return {
    ...words,
    subject: { invite: subject, 'request-reconnect': subject },
    headline: { invite: headline, 'request-reconnect': headline },
    asks: { invite: asks, 'request-reconnect': asks, links: asks },
    sentBy,
  };
};
