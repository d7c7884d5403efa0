import { PAGE_HEADERS } from './page-headers.ts';

/** Browsers ask for HTML and take anything; only who asks for JSON and not for HTML gets it. */
export const wantsData = (accept: string): boolean =>
  accept.includes('application/json') && !accept.includes('text/html');

/** A page of the hub with the headers that every one of them has. */
export const pageReply = (status: number, html: string) => ({ status, html, headers: PAGE_HEADERS });

/** The same for programs: as little of it is kept or indexed. */
export const dataReply = (status: number, body: unknown) => {
  const { 'content-security-policy': _, ...headers } = PAGE_HEADERS;
  return { status, body, headers };
};
