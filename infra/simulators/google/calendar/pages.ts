import { randomBytes } from 'node:crypto';
import { invalid } from './api-refusal.ts';

interface Page {
  readonly items: readonly Record<string, unknown>[];
  readonly nextPageToken?: string;
  readonly nextSyncToken?: string;
}

interface Listing {
  readonly items: readonly Record<string, unknown>[];
  readonly query: string;
  readonly size: number;
  readonly nextSyncToken?: string;
}

const KEPT = 500;

/** A page token belongs to its query and to what the first page saw; the caller may still ask for other sizes. */
export const queryOf = (query: URLSearchParams, calendarId: string): string => {
  const rest = new URLSearchParams(query);
  for (const name of ['pageToken', 'maxResults', 'fields', 'prettyPrint', 'alt', 'access_token'])
    rest.delete(name);
  rest.sort();
  return `${calendarId}?${rest.toString()}`;
};

/** Listings cut into pages, of which the second is empty: legal, and apps must not take it for the end. */
export class Pages {
  private readonly waiting = new Map<string, { listing: Listing; from: number; isEmpty: boolean }>();

  first(listing: Listing): Page {
    return this.cut(listing, 0, true);
  }

  next(token: string, query: string): Page {
    const found = this.waiting.get(token);
    if (!found || found.listing.query !== query) throw invalid('Invalid page token value.', 'pageToken');
    const { listing, from, isEmpty } = found;
    return isEmpty
      ? { items: [], nextPageToken: this.keep(listing, from, false) }
      : this.cut(listing, from, false);
  }

  private cut(listing: Listing, from: number, isFirst: boolean): Page {
    const { items, size, nextSyncToken } = listing;
    const until = from + size;
    const page = { items: items.slice(from, until) };
    if (until < items.length) return { ...page, nextPageToken: this.keep(listing, until, isFirst) };
    return { ...page, ...(nextSyncToken !== undefined && { nextSyncToken }) };
  }

  private keep(listing: Listing, from: number, isEmpty: boolean): string {
    const [oldest] = this.waiting.keys();
    if (this.waiting.size >= KEPT && oldest !== undefined) this.waiting.delete(oldest);
    const token = randomBytes(24).toString('base64url');
    this.waiting.set(token, { listing, from, isEmpty });
    return token;
  }
}
