import { formOf } from './guest-link.ts';
import type { Hub } from './hub.ts';

export const HTML = { accept: 'text/html' };

export const bookPath = (id: string, query: Record<string, string> = {}): string =>
  `/book/${id}?${new URLSearchParams(query)}`;

/** What a browser without script shows. */
export const openBook = async (
  hub: Hub,
  id: string,
  query: Record<string, string> = {},
  headers: Record<string, string> = {},
) => {
  const answer = await hub.call('GET', bookPath(id, query), { headers: { ...HTML, ...headers } });
  return { ...answer, page: String(answer.body) };
};

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Where the links of a page lead whose words or labels are these. */
export const linksOf = (page: string, words: string | RegExp): string[] =>
  [...page.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/gu)]
    .filter(([, attributes = '', text = '']) => {
      const said = [unescaped(text).trim(), unescaped(/aria-label="([^"]*)"/u.exec(attributes)?.[1] ?? '')];
      return said.some((each) => (typeof words === 'string' ? each === words : words.test(each)));
    })
    .map(([, attributes = '']) => unescaped(/href="([^"]*)"/u.exec(attributes)?.[1] ?? ''));

/** The only such link, without its fragment. */
export const linkOf = (page: string, words: string | RegExp): string => {
  const [only, ...more] = linksOf(page, words);
  if (only === undefined || more.length > 0)
    throw new Error(`the page has ${more.length} more links ${words}`);
  return only.split('#')[0] ?? '';
};

export const GINA_TYPES = { name: 'Gina', email: 'gina@example.org' };

/** Presses the button of a form with what a guest has typed. */
export const pressBook = async (
  hub: Hub,
  id: string,
  page: string,
  typed: Record<string, string> = GINA_TYPES,
) => {
  const answer = await hub.call('POST', `/book/${id}`, formOf(page, typed));
  return { ...answer, page: String(answer.body) };
};

/** What a page says to its reader, without markup. */
export const wordsOf = (page: string): string =>
  unescaped(
    page
      .replaceAll(/<style>[\s\S]*?<\/style>/gu, '')
      .replaceAll(/<[^>]*>/gu, ' ')
      .replaceAll(/\s+/gu, ' '),
  );
