import type { BookChoice, BookOffer } from './book-offer.ts';

interface Step {
  readonly month?: string;
  readonly day?: string;
  readonly start?: string;
}

/** Where a step of booking lies; nothing that a guest types is ever in it. */
export const bookLink = (
  { id }: Pick<BookOffer, 'id'>,
  { zone, duration, locale }: BookChoice,
  step: Step = {},
): string => {
  const query = new URLSearchParams({ zone, duration, ...(locale && { locale }), ...step });
  return `/book/${encodeURIComponent(id)}?${query}`;
};
