import { hash } from './hash.ts';

interface Page {
  readonly events: readonly { readonly id: string }[];
  readonly nextPage?: string;
}

/** More pages than this no calendar has: each may hold hundreds of events. */
const MOST_PAGES = 400;

const digest = (text: string): string => hash(text).toString(36);

const marksOf = ({ events, nextPage }: Page): string[] => [
  ...(events.length > 0 ? [digest(events.map(({ id }) => id).join(' '))] : []),
  ...(nextPage === undefined ? [] : [digest(nextPage)]),
];

/**
 * What the pages of a round looked like, this one included; undefined where it goes in a circle: a page or a link comes again, or there
 * are more than there can be. The last page of a round ends it in any case.
 * https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/3070
 */
export const pageTrail = (trail: readonly string[], page: Page): string[] | undefined => {
  const marks = marksOf(page);
  const isCircle = marks.some((mark) => trail.includes(mark)) || trail.length > 2 * MOST_PAGES;
  return isCircle && page.nextPage !== undefined ? undefined : [...trail, ...marks];
};
